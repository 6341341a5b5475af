package io.signalbox.kit.idempotency;

import io.signalbox.kit.idempotency.KeyedAnswers.Answer;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Carries a keyed POST out once. The answer is stored before its first byte leaves, and a caller who hangs up does not
 * stop the call: that caller is the very one who will ask again.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class IdempotencyFilter implements WebFilter {
    static final String KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final String KEY_FORM = "[\\x21-\\x7e]{1,128}";
    private static final int KEY_LENGTH_MAX = 128;

    private final KeyedAnswers answers;
    private final DataSize bodySizeMax;

    IdempotencyFilter(KeyedAnswers answers, DataSize bodySizeMax) {
        this.answers = answers;
        this.bodySizeMax = bodySizeMax;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String key = exchange.getRequest().getHeaders().getFirst(KEY);
        if (key == null || !exchange.getRequest().getMethod().equals(HttpMethod.POST)) {
            return chain.filter(exchange);
        }
        if (!key.matches(KEY_FORM)) {
            return Mono.error(StandardRefusal.IDEMPOTENCY_KEY_INVALID.refusedAt(KEY, KEY_LENGTH_MAX));
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .ofType(Caller.class)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                // Whoever has no name has no keys: on an open path every call is carried out.
                .flatMap(caller ->
                        caller.isPresent() ? once(exchange, chain, caller.get(), key) : chain.filter(exchange));
    }

    private Mono<Void> once(ServerWebExchange exchange, WebFilterChain chain, Caller caller, String key) {
        return body(exchange).flatMap(body -> {
            KeyedCall call = KeyedCall.of(caller, key, exchange.getRequest(), body);
            return toItsEnd(Mono.fromCallable(() -> answers.claim(call))
                    .subscribeOn(Schedulers.boundedElastic())
                    .flatMap(answer -> answer.isPresent()
                            ? replay(exchange.getResponse(), answer.get())
                            : carryOut(exchange, chain, call, body)));
        });
    }

    /** From the claim on: one that nobody carries out would keep the key busy for whoever asks again. */
    private static Mono<Void> toItsEnd(Mono<Void> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
    }

    private Mono<byte[]> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), (int) bodySizeMax.toBytes())
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, e -> StandardRefusal.BODY_TOO_LARGE.refused(bodySizeMax));
    }

    private static Mono<Void> replay(ServerHttpResponse response, Answer answer) {
        byte[] body = answer.body();
        if (body == null) {
            return Mono.error(StandardRefusal.IDEMPOTENCY_ANSWER_GONE.refused(
                    answer.location() == null ? "in the list of the same path" : "at " + answer.location()));
        }
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        response.getHeaders().set(REPLAYED, "true");
        if (answer.location() != null) {
            response.getHeaders().set("Location", answer.location());
        }
        if (body.length == 0) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private Mono<Void> carryOut(ServerWebExchange exchange, WebFilterChain chain, KeyedCall call, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        AtomicReference<byte @Nullable []> written = new AtomicReference<>(new byte[0]);
        response.beforeCommit(() -> settle(exchange, call, written.get()));
        ServerWebExchange once = exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return body.length == 0
                                ? Flux.empty()
                                : Flux.defer(
                                        () -> Flux.just(response.bufferFactory().wrap(body)));
                    }
                })
                .response(new ServerHttpResponseDecorator(response) {
                    @Override
                    public Mono<Void> writeWith(Publisher<? extends DataBuffer> content) {
                        return DataBufferUtils.join(content, (int) bodySizeMax.toBytes())
                                .map(IdempotencyFilter::bytes)
                                .doOnNext(written::set)
                                .flatMap(bytes -> super.writeWith(
                                        Mono.fromSupplier(() -> bufferFactory().wrap(bytes))));
                    }

                    @Override
                    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> content) {
                        // A stream is told once, while it happens.
                        written.set(null);
                        return super.writeAndFlushWith(content);
                    }
                })
                .build();
        return chain.filter(once);
    }

    private Mono<Void> settle(ServerWebExchange exchange, KeyedCall call, byte @Nullable [] written) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        if (status == null || status.isError()) {
            return blocking(() -> answers.release(call));
        }
        String location = exchange.getResponse().getHeaders().getFirst("Location");
        Answer answer = new Answer(status.value(), location, holdsSecret(exchange) ? null : written);
        return blocking(() -> answers.store(call, answer));
    }

    private static boolean holdsSecret(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method
                && method.hasMethodAnnotation(AnswerHoldsSecret.class);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<Void> blocking(Runnable work) {
        return Mono.<Void>fromRunnable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
