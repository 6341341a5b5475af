package io.signalbox.gateway.tracing;

import io.netty.handler.codec.http.HttpHeaders;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tracing.TraceParent;
import io.signalbox.kit.tracing.Tracing;
import java.util.Set;
import java.util.UUID;

/**
 * Decides which requests are followed. The caller's trace goes on in ours; its wish to be followed is one that may be
 * refused. Asked only about requests that were let in: who is turned away at the door cannot make us write spans.
 */
public final class RequestTracing {
    private final Tracing tracing;
    private final Set<String> origins;

    /** {@code origins} of providers that are told of the trace. */
    public RequestTracing(Tracing tracing, Set<String> origins) {
        this.tracing = tracing;
        this.origins = Set.copyOf(origins);
    }

    /** Its trace; {@link RequestTrace#NONE} when it is not followed. */
    public RequestTrace begin(HttpHeaders headers, Operation operation, UUID requestId, TenantId tenant) {
        String header = headers.get(TraceParent.HEADER);
        if (!tracing.sampling().follows(header)) {
            return RequestTrace.NONE;
        }
        SpanContext caller = TraceParent.read(header);
        Span span = tracing.tracer()
                .spanBuilder(operation.wire())
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller.isValid() ? Context.root().with(Span.wrap(caller)) : Context.root())
                .setAttribute(Conventions.OPERATION, operation.wire())
                .setAttribute(Conventions.REQUEST, requestId.toString())
                .setAttribute(Conventions.TENANT, tenant.value())
                .startSpan();
        return new RequestTrace(tracing.tracer(), span, origins);
    }
}
