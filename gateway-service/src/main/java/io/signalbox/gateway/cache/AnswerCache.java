package io.signalbox.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.attempt.Reply;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.cost.CostWish;
import io.signalbox.gateway.cost.UsageCost;
import io.signalbox.gateway.snapshot.RoutePlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers given again to exactly the same request of the same tenant, for routes that want it. Only what a target answered
 * wholly and well is kept: no refusal, no failure, no stream that broke. A kept answer calls no target, so there is no
 * attempt and nothing in the ledger. Whoever asks while the same whole answer is being made waits for it, once, and asks
 * for itself if it does not come (docs/decisions/0045).
 */
public final class AnswerCache {
    static final AsciiString HEADER = AsciiString.cached("x-signalbox-cache");
    static final AsciiString ATTEMPTS = AsciiString.cached("x-signalbox-attempts");

    private static final int OK = 200;

    private final CacheProperties limits;
    private final LongSupplier nanoTime;
    private final MeterRegistry meters;
    private final Cache<AnswerKey, KeptAnswer> answers;
    private final Map<AnswerKey, Flight> flights = new ConcurrentHashMap<>();

    public AnswerCache(CacheProperties limits, LongSupplier nanoTime, MeterRegistry meters) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.meters = meters;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(limits.sizeMax().toBytes())
                .weigher((AnswerKey key, KeptAnswer answer) -> answer.weight())
                .expireAfter(Expiry.creating((AnswerKey key, KeptAnswer answer) -> Duration.ofNanos(answer.ttl())))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        meters.gauge("signalbox.gateway.cache.answers", answers, Cache::estimatedSize);
    }

    /**
     * One request of a route that keeps answers.
     *
     * @param patience how long it may wait for somebody else's answer
     * @param costTold whether its answers say what they cost
     */
    private record Asked(AnswerKey key, Duration ttl, Wish wish, Duration patience, boolean costTold) {
        /** As it is given again, which costs nothing. */
        byte[] again(byte[] answer) {
            return costTold ? UsageCost.inAnswer(answer, BigDecimal.ZERO) : answer;
        }

        /** The same of a stream. */
        byte[] againInEvents(byte[] events) {
            return costTold ? UsageCost.inEvents(events, BigDecimal.ZERO) : events;
        }
    }

    /** Who asks, on which loop, with which headers and body. */
    public record Caller(TenantId tenant, HttpHeaders headers, byte[] body, Executor loop) {}

    /** A kept answer, or the one that the targets give. */
    public Mono<Reply> answer(Caller caller, CallerRequest request, RoutePlan plan, Supplier<Mono<Reply>> targets) {
        RoutePlan.Kept kept = plan.kept();
        if (kept == null || !isKept(request.operation())) {
            return targets.get();
        }
        Wish wish = Wish.of(caller.headers());
        if (wish == Wish.NEITHER) {
            count("bypass");
            return targets.get();
        }
        Asked asked = new Asked(
                AnswerKey.of(caller.tenant(), request, plan, caller.headers(), caller.body()),
                kept.ttl(),
                wish,
                Duration.ofMillis(plan.deadlines().totalMillis()),
                CostWish.of(caller.headers()));
        Reply again = wish == Wish.NEW ? null : again(asked);
        if (again != null) {
            return Mono.just(again);
        }
        return request.streamed() ? made(asked, targets) : shared(asked, caller.loop(), targets);
    }

    /** What is made by chance, kept elsewhere, or too large to be worth it, is not kept here. */
    private static boolean isKept(Operation operation) {
        return switch (operation) {
            case CHAT, EMBEDDINGS, COUNT_TOKENS, COMPLETIONS, MODERATIONS, RERANK -> true;
            case RESPONSES, KEPT_RESPONSE, IMAGES, SPEECH, TRANSCRIPTIONS -> false;
        };
    }

    private @Nullable Reply again(Asked asked) {
        KeptAnswer kept = answers.getIfPresent(asked.key());
        if (kept == null) {
            return null;
        }
        count("hit");
        return kept.reply(nanoTime.getAsLong());
    }

    private Mono<Reply> shared(Asked asked, Executor loop, Supplier<Mono<Reply>> targets) {
        Flight own = new Flight();
        Flight leading = asked.wish() == Wish.NEW ? null : flights.putIfAbsent(asked.key(), own);
        if (leading == null) {
            return made(asked, targets).doFinally(end -> {
                flights.remove(asked.key(), own);
                own.landed();
            });
        }
        if (!leading.join(limits.waitersMax())) {
            return made(asked, targets);
        }
        return leading.end()
                .timeout(asked.patience(), Mono.empty())
                .doFinally(end -> leading.leave())
                .publishOn(Schedulers.fromExecutor(loop))
                .then(Mono.defer(() -> {
                    Reply same = again(asked);
                    return same == null ? made(asked, targets) : Mono.just(same);
                }));
    }

    private Mono<Reply> made(Asked asked, Supplier<Mono<Reply>> targets) {
        count("miss");
        return targets.get().doOnNext(reply -> keep(asked, reply));
    }

    private void keep(Asked asked, Reply reply) {
        switch (reply) {
            case Reply.Whole whole -> {
                if (whole.status() == OK) {
                    keep(asked, whole);
                }
            }
            case Reply.Streamed streamed -> {
                HttpHeaders headers = streamed.headers().copy();
                streamed.headers().set(HEADER, "miss");
                streamed.body()
                        .copyTo(new StreamCopy(
                                (int) limits.answerMax().toBytes(),
                                bytes -> store(asked, headers, asked.againInEvents(bytes)),
                                () -> count("too_large")));
            }
        }
    }

    private void keep(Asked asked, Reply.Whole whole) {
        ByteBuf body = whole.body();
        if (body.readableBytes() > limits.answerMax().toBytes()) {
            count("too_large");
        } else {
            store(asked, whole.headers().copy(), asked.again(ByteBufUtil.getBytes(body)));
        }
        whole.headers().set(HEADER, "miss");
    }

    private void store(Asked asked, HttpHeaders headers, byte[] body) {
        count("stored");
        answers.put(
                asked.key(),
                new KeptAnswer(headers, body, nanoTime.getAsLong(), asked.ttl().toNanos()));
    }

    private void count(String outcome) {
        meters.counter("signalbox.gateway.cache", "outcome", outcome).increment();
    }
}
