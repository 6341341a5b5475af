package io.signalbox.kit.problem;

/** The reasons to say no that every service shares: the conventions of the HTTP face, not of any capability. */
public enum StandardRefusal implements Refusal {
    TOKEN_MISSING(Kind.UNAUTHENTICATED, "The call carries no token.", "Send 'Authorization: Bearer <token>'."),
    TOKEN_INVALID(
            Kind.UNAUTHENTICATED,
            "The token is not valid here: %s.",
            "Get a new token with POST /api/tokens, or from your identity provider."),
    ROLE_MISSING(Kind.FORBIDDEN, "This needs the role %s.", "Ask an administrator of your tenant for that role."),
    SERVICE_ONLY(Kind.FORBIDDEN, "Only services of this installation may call this.", "Use the paths under /api."),
    NOT_FOUND(
            Kind.NOT_FOUND,
            "%s does not exist, or belongs to another tenant.",
            "Check the id; the list of the same path shows what there is."),
    NO_SUCH_PATH(Kind.NOT_FOUND, "Nothing answers %s.", "Check the path; docs/generated/refusals lists every one."),
    REQUEST_CROOKED(
            Kind.INVALID,
            "The path or a header holds characters that are not taken here.",
            "Send a path without '//', ';', '\\', '%%25' and control characters."),
    METHOD_NOT_ALLOWED(Kind.METHOD_NOT_ALLOWED, "%s is not answered here.", "Use one of: %2$s."),
    NOT_ACCEPTABLE(Kind.NOT_ACCEPTABLE, "The answer cannot have the form asked for.", "Send 'Accept: %s'."),
    UNSUPPORTED_MEDIA_TYPE(
            Kind.UNSUPPORTED_MEDIA_TYPE, "A body of type %s is not understood.", "Send 'Content-Type: %2$s'."),
    CONCURRENT_CHANGE(
            Kind.CONFLICT, "Somebody else changed this at the same time.", "Read the current state and try again."),
    STATE_CHANGED(
            Kind.STALE, "The state is no longer the one named by If-Match.", "Read it again and send the new ETag."),
    IF_MATCH_REQUIRED(
            Kind.PRECONDITION_REQUIRED, "This change needs an If-Match header.", "Read first and send its ETag."),
    BODY_MISSING(Kind.INVALID, "The call has no body.", "Send a JSON object."),
    BODY_MALFORMED(Kind.INVALID, "The body is not valid JSON: %s.", "Correct the body."),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "The body is larger than %s.", "Send less, or in parts."),
    FIELD_UNKNOWN(Kind.INVALID, "There is no field '%s'.", "Remove it; known are: %2$s."),
    FIELD_DUPLICATE(Kind.INVALID, "The field '%s' is given twice.", "Keep one of them."),
    FIELD_TYPE(Kind.INVALID, "'%s' must be %s.", "Send a value of that form."),
    FIELD_INVALID(Kind.INVALID, "'%s' is not acceptable: %s.", "Send a value that keeps this rule."),
    FIELD_MISSING(Kind.INVALID, "'%s' is missing.", "Add the field."),
    PARAMETER_UNKNOWN(Kind.INVALID, "There is no parameter '%s'.", "Remove it; known are: %2$s."),
    PARAMETER_INVALID(Kind.INVALID, "The parameter '%s' is not acceptable: %s.", "Send a value that keeps this rule."),
    PARAMETER_MISSING(Kind.INVALID, "The parameter '%s' is missing.", "Add it to the query."),
    IDEMPOTENCY_KEY_INVALID(
            Kind.INVALID, "An Idempotency-Key is 1 to %s printable characters.", "Send a UUID, for example."),
    IDEMPOTENCY_KEY_REUSED(
            Kind.UNPROCESSABLE,
            "This Idempotency-Key was used for a different request.",
            "Use a new key for a new request."),
    IDEMPOTENCY_KEY_BUSY(
            Kind.CONFLICT, "A call with this Idempotency-Key is still running.", "Wait for it, then ask again."),
    IDEMPOTENCY_ANSWER_GONE(
            Kind.CONFLICT,
            "The call with this Idempotency-Key was carried out, but its answer cannot be given twice.",
            "The result is %s."),
    UNAVAILABLE(
            Kind.UNAVAILABLE,
            "Something this service depends on cannot be reached.",
            "Try again after the time in Retry-After."),
    ;

    private final Kind kind;
    private final String detail;
    private final String remedy;

    StandardRefusal(Kind kind, String detail, String remedy) {
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
