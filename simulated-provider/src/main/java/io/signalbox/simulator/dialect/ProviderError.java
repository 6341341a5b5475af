package io.signalbox.simulator.dialect;

/** The errors a provider says in a body of its own, with the status they travel under. */
public enum ProviderError {
    INVALID_REQUEST(400, "The request is not valid."),
    CONTEXT_LENGTH(400, "The prompt is longer than the context window of this model."),
    CONTENT_FILTER(400, "The request was rejected by the content filter."),
    UNAUTHORIZED(401, "The API key is not valid."),
    PAYMENT_REQUIRED(402, "The credit balance is too low."),
    FORBIDDEN(403, "This key may not use this resource."),
    NOT_FOUND(404, "The model does not exist or you do not have access to it."),
    TIMEOUT(408, "The request timed out."),
    CONFLICT(409, "The request conflicts with another one."),
    TOO_LARGE(413, "The request is too large."),
    UNPROCESSABLE(422, "The request cannot be processed."),
    RATE_LIMITED(429, "The rate limit is reached."),
    INSUFFICIENT_QUOTA(429, "You exceeded your current quota; check your plan and billing details."),
    SERVER_ERROR(500, "The server had an error while processing the request."),
    BAD_GATEWAY(502, "Bad gateway."),
    UNAVAILABLE(503, "The service is temporarily unavailable."),
    GATEWAY_TIMEOUT(504, "The upstream did not answer in time."),
    OVERLOADED(529, "Overloaded.");

    private final int status;
    private final String sentence;

    ProviderError(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }
}
