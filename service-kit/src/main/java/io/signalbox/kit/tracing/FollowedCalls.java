package io.signalbox.kit.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Management calls that are followed: one span each, and its place for whatever the controller does. Stands behind
 * authentication, so that nobody who is not let in makes a span.
 */
@Order(FollowedCalls.BEHIND_SECURITY)
final class FollowedCalls implements WebFilter {
    /** Under which the place travels with the call, and from there to the thread that answers it. */
    static final String KEY = "signalbox.trace";

    /** Spring Security's filter chain is at -100. */
    static final int BEHIND_SECURITY = -50;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final int ERROR_FROM = 500;

    private final Tracing tracing;

    FollowedCalls(Tracing tracing) {
        this.tracing = tracing;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String header = exchange.getRequest().getHeaders().getFirst(TraceParent.HEADER);
        if (!exchange.getRequest().getPath().value().startsWith("/api/")
                || !tracing.sampling().follows(header)) {
            return chain.filter(exchange);
        }
        Span span = begin(exchange, TraceParent.read(header));
        @Nullable String place = TraceParent.write(span.getSpanContext());
        return chain.filter(exchange)
                .doFinally(end -> end(span, exchange))
                .contextWrite(context -> context.putNonNull(KEY, place));
    }

    private Span begin(ServerWebExchange exchange, SpanContext caller) {
        String method = exchange.getRequest().getMethod().name();
        return tracing.tracer()
                .spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller.isValid() ? Context.root().with(Span.wrap(caller)) : Context.root())
                .setAttribute(METHOD, method)
                .startSpan();
    }

    /** The route is known only afterwards; the path itself has names and ids in it. */
    private static void end(Span span, ServerWebExchange exchange) {
        if (exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern route) {
            span.updateName(exchange.getRequest().getMethod().name() + " " + route.getPatternString());
            span.setAttribute(ROUTE, route.getPatternString());
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status != null) {
            span.setAttribute(STATUS, (long) status.value());
            if (status.value() >= ERROR_FROM) {
                span.setStatus(StatusCode.ERROR);
            }
        }
        span.end();
    }
}
