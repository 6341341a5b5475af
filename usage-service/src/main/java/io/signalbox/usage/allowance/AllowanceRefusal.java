package io.signalbox.usage.allowance;

import io.signalbox.kit.problem.Refusal;

/** Every reason to refuse a limit: above all that it could never act. */
public enum AllowanceRefusal implements Refusal {
    AMOUNT_NOTHING(
            Kind.INVALID,
            "An amount of %s lets nothing through.",
            "Send an amount of at least 1; to let nothing through, switch the access key or configuration off."),
    WINDOW_NEEDED(Kind.INVALID, "%s are counted per window.", "Send 'window': minute, hour or day."),
    WINDOW_MEANINGLESS(Kind.INVALID, "%s are counted at this moment, not per window.", "Leave 'window' out."),
    MEASURE_NOT_LIMITED(
            Kind.INVALID,
            "%s is no measure of a limit.",
            "Use REQUESTS, TOKENS or CONCURRENT_REQUESTS; money is limited by a budget."),
    ENFORCEMENT_NOT_LIMITED(
            Kind.INVALID, "A limit does not %s.", "Use REFUSE, or SHADOW to count without refusing anything."),
    SCOPE_ID_NEEDED(Kind.INVALID, "A limit of scope %s is for one thing.", "Send 'scopeId': %2$s."),
    SCOPE_ID_MEANINGLESS(Kind.INVALID, "Scope TENANT is your own tenant.", "Leave 'scopeId' out."),
    SUBJECT_UNKNOWN(
            Kind.INVALID, "There is no %s '%2$s', so the limit could never act.", "Send the id of one that is there."),
    SUBJECT_ENDED(Kind.INVALID, "The %s '%2$s' has ended, so the limit could never act.", "Choose another."),
    USER_NAMELESS(
            Kind.INVALID,
            "No access key is for the user '%s', so no call could be counted for that user.",
            "Issue an access key with this 'user' first, or limit the key or its project."),
    MODEL_WITHOUT_TOKENS(
            Kind.INVALID, "The model '%s' is of type %2$s and uses no tokens.", "Limit its requests instead."),
    LIMIT_DEFINED(
            Kind.CONFLICT,
            "This is limited already, by the limit %s.",
            "Change that one with PATCH /api/limits/%1$s: of two, the larger could never act."),
    PURPOSE_FIXED(
            Kind.CONFLICT, "What a limit is for does not change: %s.", "Define another limit and delete this one.");

    private final Kind kind;
    private final String detail;
    private final String remedy;

    AllowanceRefusal(Kind kind, String detail, String remedy) {
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
