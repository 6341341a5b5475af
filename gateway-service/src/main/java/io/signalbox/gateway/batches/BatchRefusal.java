package io.signalbox.gateway.batches;

import io.signalbox.kit.problem.Refusal;

/** Why a call about files or batches does not reach who answers it. */
enum BatchRefusal implements Refusal {
    BATCHES_UNAVAILABLE(
            Kind.UNAVAILABLE,
            "Files and batches cannot be reached at the moment; completions are not concerned.",
            "Try again after the time in Retry-After.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    BatchRefusal(Kind kind, String detail, String remedy) {
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
