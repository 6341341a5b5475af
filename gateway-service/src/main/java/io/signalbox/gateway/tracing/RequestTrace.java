package io.signalbox.gateway.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.kit.problem.RefusedException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The span of one request, the parent of its attempts' spans. Says who asked for what and how it ended, never what was
 * said. Used on the request's event loop; for a request that is not followed it is {@link #NONE}, which does nothing.
 */
public final class RequestTrace {
    public static final RequestTrace NONE =
            new RequestTrace(TracerProvider.noop().get("none"), Span.getInvalid(), Set.of());

    private static final int REFUSED_FROM = 400;
    private static final int ERROR_FROM = 500;

    private final Tracer tracer;
    private final Span span;
    private final Set<String> origins;
    private int attempts;
    private @Nullable Outcome outcome;
    private @Nullable String error;

    RequestTrace(Tracer tracer, Span span, Set<String> origins) {
        this.tracer = tracer;
        this.span = span;
        this.origins = origins;
    }

    /** What was asked for is something there is. Until then the name is only a text of the caller's, and not told. */
    public void resolved(CallerRequest request, @Nullable String route) {
        if (!span.isRecording()) {
            return;
        }
        if (!request.modelAsked().isEmpty()) {
            span.updateName(request.operation().wire() + " " + request.modelAsked());
            span.setAttribute(Conventions.MODEL_ASKED, request.modelAsked());
        }
        span.setAttribute(Conventions.STREAMED, request.streamed());
        if (route != null) {
            span.setAttribute(Conventions.ROUTE, route);
        }
    }

    /** The span of an attempt that begins now. */
    public AttemptTrace attempt(ReadyTarget target, int number, boolean streamed) {
        if (!span.isRecording()) {
            return AttemptTrace.NONE;
        }
        attempts = number;
        String operation = target.operation().wire();
        URI uri = target.uri(streamed);
        Span attempt = tracer.spanBuilder(operation + " " + target.target().model())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(span))
                .setAttribute(Conventions.OPERATION, operation)
                .setAttribute(Conventions.PROVIDER, target.target().providerType())
                .setAttribute(Conventions.MODEL_ASKED, target.target().model())
                .setAttribute(Conventions.STREAMED, streamed)
                .setAttribute(Conventions.TARGET, target.target().address())
                .setAttribute(Conventions.ATTEMPT, (long) number)
                .setAttribute(Conventions.SERVER, uri.getHost())
                .startSpan();
        if (uri.getPort() > 0) {
            attempt.setAttribute(Conventions.PORT, (long) uri.getPort());
        }
        return new AttemptTrace(this, attempt, origins.contains(target.call().origin()));
    }

    /** The latest attempt has ended. */
    void attempted(AttemptClosing closing) {
        outcome = closing.outcome();
        error = closing.failure() == null ? null : closing.failure().name();
    }

    /** It is answered with an error no attempt has led to. */
    public void refused(Throwable fault) {
        error = fault instanceof RefusedException refused ? refused.refusal().code() : "internal";
    }

    /** The reply has ended; {@code status} is 0 when there was none. */
    public void end(int status) {
        if (!span.isRecording()) {
            return;
        }
        span.setAttribute(Conventions.ATTEMPTS, (long) attempts);
        if (status > 0) {
            span.setAttribute(Conventions.STATUS, (long) status);
        }
        if (outcome != null) {
            span.setAttribute(Conventions.OUTCOME, outcome.name());
        }
        if (error == null && status >= REFUSED_FROM) {
            error = Integer.toString(status);
        }
        if (error != null) {
            span.setAttribute(Conventions.ERROR, error);
        }
        if (status >= ERROR_FROM || outcome == Outcome.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
