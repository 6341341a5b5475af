package io.signalbox.simulator.fault;

import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.wire.Delivery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every way this provider can fail. A caller in front of it must have an answer to each; the tests walk this list, so that
 * a new kind is a new duty.
 */
public enum FaultKind {
    CONNECTION_REFUSED(
            Scope.ANY,
            Effect.FAILS,
            Effects::connectionReset,
            "this request is reset, and for millis (1000) nobody can connect"),
    CONNECTION_RESET(Scope.ANY, Effect.FAILS, Effects::connectionReset, "TCP reset before any header"),
    CONNECTION_CLOSED(
            Scope.ANY, Effect.FAILS, Effects::connectionClosed, "connection closed in order before any header"),
    RESET_MID_BODY(Scope.ANY, Effect.BREAKS, Effects::resetMidBody, "headers and half of the content, then TCP reset"),
    HANG_BEFORE_HEADERS(
            Scope.ANY, Effect.FAILS, Effects::hangBeforeHeaders, "nothing is sent; closed after millis (600000)"),
    HANG_BEFORE_FIRST_TOKEN(
            Scope.ANY,
            Effect.FAILS,
            Effects::hangBeforeContent,
            "headers and the stream's opening, no content; closed after millis"),
    HANG_MID_STREAM(
            Scope.ANY,
            Effect.BREAKS,
            Effects::hangMidContent,
            "half of the content, then silence; closed after millis (600000)"),
    SLOW(
            Scope.ANY,
            Effect.HARMLESS,
            Effects::slow,
            "millis (1000) before a JSON answer, before each chunk of a stream"),

    INVALID_REQUEST(ProviderError.INVALID_REQUEST),
    CONTEXT_LENGTH(ProviderError.CONTEXT_LENGTH),
    CONTENT_FILTER(ProviderError.CONTENT_FILTER),
    UNAUTHORIZED(ProviderError.UNAUTHORIZED),
    PAYMENT_REQUIRED(ProviderError.PAYMENT_REQUIRED),
    FORBIDDEN(ProviderError.FORBIDDEN),
    MODEL_NOT_FOUND(ProviderError.NOT_FOUND),
    REQUEST_TIMEOUT(ProviderError.TIMEOUT),
    CONFLICT(ProviderError.CONFLICT),
    TOO_LARGE(ProviderError.TOO_LARGE),
    UNPROCESSABLE(ProviderError.UNPROCESSABLE),
    RATE_LIMITED(ProviderError.RATE_LIMITED),
    INSUFFICIENT_QUOTA(ProviderError.INSUFFICIENT_QUOTA),
    SERVER_ERROR(ProviderError.SERVER_ERROR),
    BAD_GATEWAY(ProviderError.BAD_GATEWAY),
    UNAVAILABLE(ProviderError.UNAVAILABLE),
    GATEWAY_TIMEOUT(ProviderError.GATEWAY_TIMEOUT),
    OVERLOADED(ProviderError.OVERLOADED),

    GARBAGE_BODY(
            Scope.ANY, Effect.FAILS, Effects::garbage, "status 200, the right content type, bytes that mean nothing"),
    EMPTY_BODY(Scope.ANY, Effect.FAILS, Effects::empty, "status 200, content-length 0"),
    TRUNCATED_JSON(
            Scope.JSON, Effect.FAILS, Effects::truncated, "half of the JSON, under a content-length that says so"),
    WRONG_CONTENT_TYPE(
            Scope.ANY, Effect.FAILS, Effects::html, "status 200, an HTML page as a proxy in between shows it"),
    ERROR_WITH_200(Scope.ANY, Effect.FAILS, Effects::errorAsSuccess, "status 200, the provider's error body as JSON"),

    TRUNCATED_STREAM(
            Scope.STREAM, Effect.BREAKS, Effects::cut, "half of the content, then an orderly end of the response"),
    MISSING_TERMINATOR(
            Scope.STREAM,
            Effect.BREAKS,
            Effects::unterminated,
            "all content and no finish, usage or terminator; an orderly end"),
    ERROR_EVENT_FIRST(
            Scope.STREAM,
            Effect.FAILS,
            Effects::errorFirst,
            "the stream's opening, then an error event instead of content"),
    ERROR_EVENT_MID(
            Scope.STREAM,
            Effect.BREAKS,
            Effects::errorMid,
            "half of the content, then an error event and an orderly end"),
    MALFORMED_CHUNK(
            Scope.STREAM,
            Effect.BREAKS,
            Effects::malformed,
            "half of the content, an event that is no JSON, then the rest"),
    EMPTY_STREAM(Scope.STREAM, Effect.FAILS, Effects::noEvents, "headers of a stream, no event, an orderly end"),
    MISSING_USAGE(Scope.ANY, Effect.HARMLESS, Effects::asWritten, "a whole answer without usage"),
    DUPLICATE_CHUNK(Scope.STREAM, Effect.HARMLESS, Effects::duplicated, "one event of content is sent twice"),
    HUGE_CHUNK(Scope.STREAM, Effect.HARMLESS, Effects::asWritten, "one chunk of bytes (1048576) more"),
    KEEP_ALIVE_COMMENTS(Scope.STREAM, Effect.HARMLESS, Effects::commented, "an SSE comment before every event");

    /** Which answers a kind can befall; a rule passes over others. */
    public enum Scope {
        ANY,
        JSON,
        STREAM
    }

    /** What a caller of a stream can still have. JSON answers that break have shown nothing, so they fail. */
    public enum Effect {
        /** No content was shown: another provider can take over unseen. */
        FAILS,
        /** Content was shown, and the answer can no longer be made whole. */
        BREAKS,
        /** Odd, and still an answer. */
        HARMLESS
    }

    private final Scope scope;
    private final Effect effect;

    @SuppressWarnings("ImmutableEnumChecker") // method references, without state
    private final Function<Effects, Delivery> made;

    private final String meaning;
    private final @Nullable ProviderError error;

    FaultKind(Scope scope, Effect effect, Function<Effects, Delivery> made, String meaning) {
        this.scope = scope;
        this.effect = effect;
        this.made = made;
        this.meaning = meaning;
        this.error = null;
    }

    FaultKind(ProviderError error) {
        this.scope = Scope.ANY;
        this.effect = Effect.FAILS;
        this.made = Effects::error;
        this.meaning = "status " + error.status() + " with the provider's own error body";
        this.error = error;
    }

    /** The name in requests, directives and the tally. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FaultKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }

    public boolean befalls(boolean stream) {
        return scope == Scope.ANY || (scope == Scope.STREAM) == stream;
    }

    public Scope scope() {
        return scope;
    }

    public Effect effect() {
        return effect;
    }

    public String meaning() {
        return meaning;
    }

    Delivery make(Effects effects) {
        return made.apply(effects);
    }

    /** The error this kind is answered with, for kinds that are one. */
    public @Nullable ProviderError error() {
        return error;
    }
}
