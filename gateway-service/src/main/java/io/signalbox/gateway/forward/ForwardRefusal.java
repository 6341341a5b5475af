package io.signalbox.gateway.forward;

import io.signalbox.kit.problem.Refusal;

/** Why a management call does not reach its owner. */
enum ForwardRefusal implements Refusal {
    OWNER_UNAVAILABLE(
            Kind.UNAVAILABLE,
            "The %s service, which answers this path, cannot be reached.",
            "Try again after the time in Retry-After."),
    PATH_INVALID(Kind.INVALID, "The path goes up and down instead of straight.", "Send it without '.' and '..'.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    ForwardRefusal(Kind kind, String detail, String remedy) {
        this.kind = kind;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String detail() {
        return detail;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
