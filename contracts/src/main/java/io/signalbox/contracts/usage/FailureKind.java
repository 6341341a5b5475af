package io.signalbox.contracts.usage;

/**
 * Every way an attempt can fail. Closed: a new way is a new constant, and every switch over it must decide. What each
 * leads to (retry here, next target, cool down, give up) is the gateway's one table, not part of the contract.
 */
public enum FailureKind {
    /** No connection: refused, unreachable, name not resolved, TLS refused. Nothing was sent. */
    CONNECT_FAILED,
    /** No connection within the connect deadline. Nothing was sent. */
    CONNECT_TIMEOUT,
    /** Sent, but no content within the first-token deadline. */
    FIRST_TOKEN_TIMEOUT,
    /** A stream that fell silent for longer than the between-tokens deadline. */
    IDLE_TIMEOUT,
    /** The request's total deadline passed. */
    TOTAL_TIMEOUT,
    /** The connection broke before the answer was complete. */
    CONNECTION_LOST,
    /** The stream ended without its terminator: never a success. */
    STREAM_TRUNCATED,
    /** An answer that is not what the provider's own format promises. */
    MALFORMED_ANSWER,
    /** Too many requests or tokens for now. */
    RATE_LIMITED,
    /** The account has no money or quota left: waiting does not help. */
    QUOTA_EXHAUSTED,
    /** The provider does not know the key. */
    CREDENTIAL_REFUSED,
    /** The key is known but may not do this. */
    FORBIDDEN,
    /** The provider does not offer that model to this key. */
    MODEL_NOT_FOUND,
    /** The provider calls the request wrong; it will be wrong tomorrow too. */
    INVALID_REQUEST,
    /** The prompt does not fit the model's context window. */
    CONTEXT_OVERFLOW,
    /** The provider's content policy refused prompt or answer. */
    CONTENT_FILTERED,
    /** The body is too large for the provider. */
    REQUEST_TOO_LARGE,
    /** The target cannot do what the request asks for; known before it was called. */
    UNSUPPORTED,
    /** The provider says it failed (5xx). */
    PROVIDER_ERROR,
    /** The provider says it is overloaded. */
    OVERLOADED,
    /** The provider says it timed out (408, 504). */
    PROVIDER_TIMEOUT,
    /** No usable provider key is at hand (not granted, revoked, expired). Nothing was sent. */
    CREDENTIAL_UNAVAILABLE,
    /** The caller went away. */
    CALLER_GONE,
    /** Another attempt of the same request was quicker, one of them a hedge of the other. Nothing is wrong with the target. */
    OUTRUN,
    /** The gateway process ended before the caller had the whole answer. */
    GATEWAY_LOST,
    /** Our own fault. */
    INTERNAL
}
