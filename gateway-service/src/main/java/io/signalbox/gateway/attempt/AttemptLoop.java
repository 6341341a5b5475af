package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.Attempt.AfterFirstToken;
import io.signalbox.gateway.attempt.Attempt.Uncommitted;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.journal.JournalFullException;
import io.signalbox.gateway.recovery.Recovery;
import io.signalbox.gateway.selection.Candidate;
import io.signalbox.gateway.selection.Candidates.Choice;
import io.signalbox.gateway.selection.FailureRemedy;
import io.signalbox.gateway.waiting.Alarm;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.MonoSink;

/**
 * One admitted request until its end: decides which target is tried, whether after a failure another one is, when
 * waiting is over, and what the caller gets. Everything happens on the event loop of the caller's connection, so there
 * is nothing to lock.
 *
 * <p>Until the first content of an answer every failure stays unseen here, and two targets may be asked at once; from then
 * on a failure ends the reply, unless its route wants another target to go on.
 */
public final class AttemptLoop implements ReplyStream.Caller, AttemptOwner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLoop.class);

    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final CallerSide caller;
    private final Prospects prospects;
    private final Alarm alarm;
    private final Recovery recovery;
    private final AttemptFactory factory;
    private final Runs runs;
    private final long totalDueAt;
    private boolean goesOn;
    private long wakeAt = Long.MAX_VALUE;
    private boolean awaiting;
    private boolean done;

    public AttemptLoop(AttemptEnvironment environment, Exchange exchange, MonoSink<Reply> sink) {
        this.environment = environment;
        this.exchange = exchange;
        this.recovery = new Recovery(exchange.request(), exchange.plan().recovery());
        this.factory = new AttemptFactory(environment, exchange, recovery);
        this.prospects = new Prospects(environment, exchange);
        this.runs = new Runs(environment, exchange, factory, prospects);
        this.alarm = new Alarm(exchange.loop(), environment.nanoTime(), () -> guarded(this::dueNow));
        this.caller = new CallerSide(this, environment, exchange, sink);
        long total = exchange.plan().deadlines().totalMillis();
        this.totalDueAt = exchange.receivedNanos() + TimeUnit.MILLISECONDS.toNanos(total);
    }

    /** Begins with the first target. */
    public void start() {
        environment.reserves().retries().deposit();
        environment.metrics().begun();
        alarm.by(Math.min(totalDueAt, caller.dueAt()));
        guarded(this::next);
    }

    int attempts() {
        return factory.attempts();
    }

    private boolean hasAttemptsLeft() {
        return factory.futile() < exchange.plan().attemptsMax() && (recovery.original() == null || recovery.mayGoOn());
    }

    private void next() {
        while (!done && runs.isEmpty() && !awaiting) {
            long now = environment.now();
            switch (prospects.choose(now)) {
                case Choice.Call call ->
                    attempt(call.candidate(), factory.prepare(call.candidate().permit()));
                case Choice.Wait wait -> {
                    wakeAt = now + wait.nanos();
                    alarm.by(wakeAt);
                    return;
                }
                case Choice.Nobody nobody -> giveUp(prospects.telling());
            }
        }
    }

    private void attempt(Candidate candidate, AttemptFactory.Prepared prepared) {
        switch (prepared) {
            case AttemptFactory.Prepared.Ready ready -> {
                try {
                    recovery.begun();
                    runs.begin(ready, candidate, this);
                } catch (JournalFullException full) {
                    prospects.released(candidate);
                    giveUp(Unanswered.unrecordable());
                }
            }
            case AttemptFactory.Prepared.Impossible impossible -> prospects.cannot(candidate, impossible.failure());
            case AttemptFactory.Prepared.Waiting waiting -> await(candidate, waiting.ready());
            case AttemptFactory.Prepared.Refused refused -> {
                prospects.released(candidate);
                caller.refuse(refused.refused(), recovery.original());
                finish();
            }
        }
    }

    /** Goes on when the limits have said whether it may; for whoever has left, they say no. */
    private void await(Candidate candidate, AttemptFactory.Prepared.Ready ready) {
        awaiting = true;
        factory.whenAllowed(
                ready,
                () -> done,
                prepared -> guarded(() -> {
                    awaiting = false;
                    attempt(candidate, prepared);
                    next();
                }));
    }

    @Override
    public void failed(Uncommitted attempt, Failure failure, AttemptRun of) {
        runs.remove(of);
        boolean left = hasAttemptsLeft();
        prospects.failed(attempt.record(), failure, totalDueAt, left);
        boolean another = left && FailureRemedy.of(failure.kind()).elsewhere() && !prospects.isEmpty();
        boolean more = !done && (another || !runs.isEmpty());
        factory.close(of, Outcome.FAILED, failure.kind(), !more);
        if (!more) {
            giveUp(prospects.telling());
        } else if (runs.isEmpty()) {
            environment.metrics().retried();
            exchange.loop().execute(() -> guarded(this::next));
        }
    }

    @Override
    public void answered(Uncommitted attempt, WholeAnswer answer, AttemptRun of) {
        runs.won(of);
        runs.remove(of);
        prospects.answered(attempt.record());
        ByteBuf whole = factory.closeWhole(attempt.record(), answer, of.received());
        if (whole != null) {
            caller.whole(attempt.record().target(), whole, answer.contentType());
            finish();
        } else {
            exchange.loop().execute(() -> guarded(this::next));
        }
    }

    @Override
    public void commit(AfterFirstToken attempt, AttemptRun of) {
        runs.won(of);
        environment.metrics().firstToken(attempt.record().firstTokenNanos());
        prospects.began(attempt.record());
        caller.commit(attempt.record().target(), of.received().stream());
    }

    @Override
    public void release(ByteBuf bytes) {
        caller.emit(bytes);
    }

    @Override
    public void streamed(AfterFirstToken attempt, AttemptRun of) {
        prospects.answered(attempt.record());
        factory.close(of, Outcome.SUCCEEDED, null, true);
        recovery.cured();
    }

    @Override
    public void broken(AfterFirstToken attempt, Failure failure, AttemptRun of) {
        runs.remove(of);
        recovery.broken(of.received().spoken(), failure, factory.usedOfBroken(failure.kind(), of));
        boolean more = !done && hasAttemptsLeft();
        goesOn = prospects.broken(attempt.record(), failure, totalDueAt, more);
        factory.close(of, Outcome.FAILED, failure.kind(), !goesOn);
    }

    @Override
    public void ended() {
        if (goesOn) {
            goesOn = false;
            environment.metrics().recovering();
            exchange.loop().execute(() -> guarded(this::next));
        } else if (!done) {
            caller.end(recovery.original());
            finish();
        }
    }

    @Override
    public void drained() {
        if (done) {
            alarm.cancel();
        }
    }

    @Override
    public boolean hasRoom() {
        return caller.hasRoom();
    }

    @Override
    public void reconsider() {
        alarm.by(Math.min(caller.dueAt(), runs.dueAt()));
    }

    @Override
    public void ready() {
        runs.now().forEach(AttemptRun::resume);
    }

    /** The caller's connection is gone: what runs is ended or read to its end, and the ledger told. */
    @Override
    public void gone() {
        if (!done) {
            List<AttemptRun> running = runs.takeAll();
            finish();
            runs.leave(running);
        }
    }

    /** What has fallen due, whatever it was set for. */
    private void dueNow() {
        long now = environment.now();
        if (done) {
            caller.stopDraining();
            return;
        }
        if (now - totalDueAt >= 0) {
            endAll(Failure.of(FailureKind.TOTAL_TIMEOUT, Unanswered.inTime(FailureKind.TOTAL_TIMEOUT)));
            return;
        }
        if (runs.isEmpty() && now - wakeAt >= 0) {
            wakeAt = Long.MAX_VALUE;
            next();
        }
        runs.failOverdue(now);
        runs.hedgeIfDue(now, hasAttemptsLeft(), this);
        caller.tick(now);
        if (!done) {
            long attemptsDue = runs.isEmpty() ? wakeAt : runs.dueAt();
            alarm.by(Math.min(Math.min(totalDueAt, caller.dueAt()), attemptsDue));
        }
    }

    private void endAll(Failure failure) {
        runs.now().forEach(running -> running.fail(failure));
        giveUp(failure);
    }

    /** What is told is what went wrong first: that nobody could go on is another failure, and no concern of the caller. */
    private void giveUp(Failure failure) {
        if (!done) {
            caller.fail(recovery.original() == null ? failure : recovery.original());
            finish();
        }
    }

    private void finish() {
        done = true;
        long now = environment.now();
        environment.metrics().ended(exchange.request().operation(), now - exchange.receivedNanos());
        alarm.cancel();
        runs.takeAll().stream().filter(AttemptRun::receiving).forEach(running -> {
            caller.drain(running);
            alarm.by(now + CallerSide.DRAIN_MAX);
        });
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            faulted(fault, null);
        }
    }

    /** A mistake of ours ends the request, and is the only thing here that is logged. */
    @Override
    public void faulted(RuntimeException fault, @Nullable AttemptRun running) {
        LOG.error("the attempt loop failed", fault);
        Failure failure = Failure.of(FailureKind.INTERNAL, "the gateway itself failed");
        try {
            if (running != null) {
                running.fail(failure);
            }
        } finally {
            endAll(failure);
        }
    }
}
