package io.signalbox.gateway.admission;

import io.signalbox.kit.problem.Refusal;

/** Every reason the gateway itself has to say no to a call of {@code /v1}, before any target is tried. */
public enum GatewayRefusal implements Refusal {
    KEY_MISSING(
            Kind.UNAUTHENTICATED,
            "invalid_api_key",
            "No access key was sent.",
            "Send it as 'Authorization: Bearer sbx_...' or in the header x-api-key, api-key or x-goog-api-key."),
    KEY_MALFORMED(
            Kind.UNAUTHENTICATED,
            "invalid_api_key",
            "What was sent is no access key of this gateway: its checksum is wrong.",
            "Check that the key was copied whole; it begins with sbx_ and has 53 characters."),
    KEYS_DIFFER(
            Kind.UNAUTHENTICATED,
            "conflicting_api_keys",
            "Two headers of this call carry different access keys.",
            "Send one key; an SDK that sends two took one of them from its environment."),
    KEY_UNKNOWN(Kind.UNAUTHENTICATED, "invalid_api_key", "This access key is not known.", "Ask for a new key."),
    KEY_REVOKED(
            Kind.UNAUTHENTICATED,
            "api_key_revoked",
            "This access key was revoked or switched off.",
            "Use another key."),
    KEY_EXPIRED(Kind.UNAUTHENTICATED, "api_key_expired", "This access key has expired.", "Use another key."),
    KEY_NOT_VERIFIABLE(
            Kind.UNAVAILABLE,
            "api_key_not_verifiable",
            "This access key is not known here yet, and who could tell cannot be asked at the moment.",
            "Try again shortly."),
    OVERLOADED(
            Kind.UNAVAILABLE,
            "gateway_overloaded",
            "This gateway has more to do than it should, and requests of %s priority wait.",
            "Try again shortly."),
    RATE_LIMITED(Kind.LIMITED, "rate_limit_exceeded", "The limit is reached: %s.", "Wait as long as Retry-After says."),
    LIMIT_NOT_VERIFIABLE(
            Kind.UNAVAILABLE,
            "limit_not_verifiable",
            "Whether this limit is reached cannot be told at the moment: %s.",
            "Try again shortly."),
    LIMIT_NOT_READY(
            Kind.UNAVAILABLE,
            "limit_not_ready",
            "This limit is so new that nobody counts it yet: %s.",
            "Try again shortly."),
    MODEL_NOT_FOUND(Kind.NOT_FOUND, "model_not_found", "There is no route or model '%s' for this access key.", "%2$s"),
    MODEL_NOT_ALLOWED(
            Kind.FORBIDDEN,
            "model_not_allowed",
            "This access key may not use '%s'.",
            "GET /v1/models lists what it may use."),
    BODY_TOO_LARGE(
            Kind.TOO_LARGE, "request_too_large", "The request body is larger than %s bytes.", "Send less at once."),
    BODIES_FULL(
            Kind.UNAVAILABLE,
            "too_many_request_bytes",
            "The requests being served are as large together as they may be.",
            "Try again shortly."),
    BODY_NOT_JSON(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "The request body is announced as '%s'.",
            "Send JSON with 'Content-Type: application/json'."),
    BODY_NOT_A_FORM(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "The request body is announced as '%s'.",
            "Send the recording and its fields with 'Content-Type: multipart/form-data; boundary=...'."),
    FORM_MALFORMED(Kind.INVALID, "invalid_form", "The form cannot be read: %s.", "Correct it there."),
    BODY_MALFORMED(Kind.INVALID, "invalid_json", "The request body is not valid JSON: %s.", "Correct it there."),
    FIELD_REPEATED(
            Kind.INVALID,
            "duplicate_field",
            "The field '%s' stands twice in the request body.",
            "Send it once: which of two counts is read differently by different providers."),
    FIELD_INVALID(Kind.INVALID, "invalid_value", "The field '%s' must be %s.", "Correct it."),
    PATH_UNKNOWN(
            Kind.NOT_FOUND,
            "unknown_url",
            "There is nothing at '%s'.",
            "Known are /v1/models, /v1/chat/completions, /v1/responses, /v1/completions, /v1/messages, /v1/embeddings,"
                    + " /v1/moderations, /v1/rerank, /v1/images/generations, /v1/audio/speech,"
                    + " /v1/audio/transcriptions, /v1/files and /v1/batches."),
    RESPONSE_UNKNOWN(
            Kind.NOT_FOUND,
            "response_not_found",
            "There is no response '%s' for this access key.",
            "Send the id as the answer of this gateway had it; its configuration must still be there."),
    RESPONSE_NOT_KEPT(
            Kind.NOT_FOUND,
            "response_not_found",
            "This response was made by '%s', which keeps none.",
            "Keep the answer yourself, or use a target that offers responses itself."),
    PREVIOUS_RESPONSE_UNKNOWN(
            Kind.INVALID,
            "previous_response_not_found",
            "The field 'previous_response_id' is no id that an answer of this gateway to this tenant had.",
            "Send the id as the answer had it, or the conversation so far in 'input'."),
    PREVIOUS_RESPONSE_NOT_KEPT(
            Kind.INVALID,
            "previous_response_not_found",
            "The response in 'previous_response_id' was made by '%s', which keeps none.",
            "Send the conversation so far in 'input'."),
    PREVIOUS_RESPONSE_ELSEWHERE(
            Kind.INVALID,
            "previous_response_not_found",
            "The response in 'previous_response_id' cannot be gone on from at '%s': only its maker keeps it.",
            "Ask %2$s, or send the conversation so far in 'input'."),
    METHOD_UNKNOWN(Kind.METHOD_NOT_ALLOWED, "method_not_supported", "This path does not answer %s.", "Use %2$s."),
    NOT_RECORDABLE(
            Kind.UNAVAILABLE,
            "usage_not_recordable",
            "Usage cannot be recorded at the moment, so nothing is served.",
            "Try again shortly."),
    ;

    private final Kind kind;
    private final String code;
    private final String detail;
    private final String remedy;

    GatewayRefusal(Kind kind, String code, String detail, String remedy) {
        this.kind = kind;
        this.code = code;
        this.detail = detail;
        this.remedy = remedy;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** OpenAI's own word where it has one, because programs compare it. */
    @Override
    public String code() {
        return code;
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
