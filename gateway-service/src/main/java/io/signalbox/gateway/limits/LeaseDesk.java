package io.signalbox.gateway.limits;

import io.signalbox.gateway.owners.LeaseCalls;
import io.signalbox.gateway.owners.LeaseCalls.Grant;
import io.signalbox.gateway.owners.LeaseCalls.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Where shares are asked for: what several need at the same time goes in one call, and few calls are under way at once.
 * After a call that failed nobody waits for a while, and one question in a while finds out whether it works again.
 */
final class LeaseDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseDesk.class);
    private static final int CALLS_MAX = 4;
    private static final long AWAY_FOR = TimeUnit.SECONDS.toNanos(1);

    private final LeaseCalls calls;
    private final UUID holder;
    private final Duration deadline;
    private final LongSupplier nanoTime;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean away;
    private volatile long awayUntil;
    private volatile boolean closed;

    /** A share that asks, and the deadline of those who wait for it. */
    private record Question(Share share, Disposable deadline) {}

    /** {@code holder} is this replica's present life; {@code deadline} is what a request waits at most. */
    LeaseDesk(LeaseCalls calls, UUID holder, Duration deadline, LongSupplier nanoTime) {
        this.calls = calls;
        this.holder = holder;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
    }

    /** Nanoseconds of a clock that only ever goes forward. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** Whether the usage service did not answer a moment ago. */
    boolean isAway(long now) {
        return away && now - awayUntil < 0;
    }

    long failures() {
        return failures.get();
    }

    /** The share is told what came of it. It asks one thing at a time. */
    void ask(Share share) {
        if (closed || isAway(now())) {
            share.failed();
            return;
        }
        Disposable overdue = Schedulers.parallel().schedule(share::overdue, deadline.toNanos(), TimeUnit.NANOSECONDS);
        questions.add(new Question(share, overdue));
        next();
    }

    private void next() {
        while (!questions.isEmpty()) {
            if (underWay.incrementAndGet() > CALLS_MAX) {
                underWay.decrementAndGet();
                return;
            }
            List<Question> batch = batch();
            if (batch.isEmpty()) {
                underWay.decrementAndGet();
            } else {
                send(batch);
            }
        }
    }

    private List<Question> batch() {
        List<Question> batch = new ArrayList<>();
        while (batch.size() < LeaseCalls.WISHES_MAX) {
            Question question = questions.poll();
            if (question == null) {
                break;
            }
            batch.add(question);
        }
        return batch;
    }

    private void send(List<Question> batch) {
        List<Wish> wishes =
                batch.stream().map(question -> question.share().wish()).toList();
        long sentAt = now();
        Disposable unused = calls.lease(holder, wishes)
                .subscribe(grants -> answered(batch, grants, sentAt), failure -> failed(batch, failure));
    }

    private void answered(List<Question> batch, List<Grant> grants, long sentAt) {
        away = false;
        underWay.decrementAndGet();
        for (int at = 0; at < batch.size(); at++) {
            batch.get(at).deadline().dispose();
            batch.get(at).share().answered(grants.get(at), sentAt);
        }
        next();
    }

    private void failed(List<Question> batch, Throwable failure) {
        if (!away) {
            LOG.warn("shares of limits cannot be asked for, what is at hand is used meanwhile: {}", failure.toString());
        }
        awayUntil = now() + AWAY_FOR;
        away = true;
        failures.incrementAndGet();
        underWay.decrementAndGet();
        batch.forEach(question -> {
            question.deadline().dispose();
            question.share().failed();
        });
        next();
    }

    /** Gives back what is not in use, and asks for nothing any more. */
    void close(List<Share> shares, Duration within) {
        closed = true;
        List<Wish> wishes = new ArrayList<>();
        shares.forEach(share -> {
            Wish last = share.farewell();
            if (last != null) {
                wishes.add(last);
            }
        });
        for (int from = 0; from < wishes.size(); from += LeaseCalls.WISHES_MAX) {
            List<Wish> some = wishes.subList(from, Math.min(wishes.size(), from + LeaseCalls.WISHES_MAX));
            calls.lease(holder, some).timeout(within).onErrorComplete().block(within.plusSeconds(1));
        }
    }
}
