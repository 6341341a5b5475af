package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.Attempt.AfterFirstToken;
import io.signalbox.gateway.attempt.Attempt.Uncommitted;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.journal.JournalFullException;
import io.signalbox.gateway.selection.Candidate;
import io.signalbox.gateway.selection.Candidates.Choice;
import io.signalbox.gateway.selection.FailureRemedy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.MonoSink;

/**
 * One admitted request until its end: decides which target is tried, whether after a failure another one is, when
 * waiting is over, and what the caller gets. Everything happens on the event loop of the caller's connection, so there
 * is nothing to lock. Until the first content of an answer every failure stays unseen here; from then on one only ends the reply.
 */
public final class AttemptLoop implements ReplyStream.Caller {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLoop.class);

    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final CallerSide caller;
    private final Prospects prospects;
    private final Alarm alarm;
    private final AttemptFactory factory;
    private final long totalDueAt;

    private @Nullable AttemptRun run;
    private @Nullable Failure brokenBy;
    private long wakeAt = Long.MAX_VALUE;
    private boolean awaiting;
    private boolean done;

    public AttemptLoop(AttemptEnvironment environment, Exchange exchange, MonoSink<Reply> sink) {
        this.environment = environment;
        this.exchange = exchange;
        this.factory = new AttemptFactory(environment, exchange);
        this.prospects = new Prospects(environment, exchange);
        this.alarm = new Alarm(exchange.loop(), environment.nanoTime(), () -> guarded(this::dueNow));
        this.caller = new CallerSide(this, sink);
        this.totalDueAt = exchange.receivedNanos()
                + TimeUnit.MILLISECONDS.toNanos(exchange.plan().deadlines().totalMillis());
    }

    /** Begins with the first target. */
    public void start() {
        environment.retries().deposit();
        environment.metrics().begun();
        alarm.by(Math.min(totalDueAt, caller.dueAt()));
        guarded(this::next);
    }

    AttemptEnvironment environment() {
        return environment;
    }

    Exchange exchange() {
        return exchange;
    }

    int attempts() {
        return factory.attempts();
    }

    private void next() {
        while (!done && run == null && !awaiting) {
            long now = environment.now();
            switch (prospects.choose(now)) {
                case Choice.Call call -> attempt(call.candidate());
                case Choice.Wait wait -> {
                    wakeAt = now + wait.nanos();
                    alarm.by(wakeAt);
                    return;
                }
                case Choice.Nobody nobody -> giveUp(prospects.telling());
            }
        }
    }

    private void attempt(Candidate candidate) {
        attempt(candidate, factory.prepare(candidate.permit()));
    }

    private void attempt(Candidate candidate, AttemptFactory.Prepared prepared) {
        switch (prepared) {
            case AttemptFactory.Prepared.Ready ready -> {
                try {
                    AttemptRun begun = factory.open(ready, prospects.routing(candidate), this);
                    run = begun;
                    alarm.by(begun.patience().dueAt());
                    begun.start(factory.request(ready));
                } catch (JournalFullException full) {
                    prospects.released(candidate);
                    giveUp(Unanswered.unrecordable());
                }
            }
            case AttemptFactory.Prepared.Impossible impossible -> prospects.cannot(candidate, impossible.failure());
            case AttemptFactory.Prepared.Waiting waiting -> await(candidate, waiting.ready());
            case AttemptFactory.Prepared.Refused refused -> {
                prospects.released(candidate);
                caller.refuse(refused.refused());
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

    /** An attempt came to nothing and nobody has seen it. */
    void failed(Uncommitted attempt, Failure failure, AttemptRun of) {
        run = null;
        prospects.failed(attempt.record(), failure, totalDueAt);
        boolean more = !done
                && FailureRemedy.of(failure.kind()).elsewhere()
                && !prospects.isEmpty()
                && attempts() < exchange.plan().attemptsMax();
        factory.close(of, Outcome.FAILED, failure.kind(), !more);
        if (!more) {
            giveUp(prospects.telling());
        } else {
            environment.metrics().retried();
            exchange.loop().execute(() -> guarded(this::next));
        }
    }

    /** A complete answer, not released yet. */
    void answered(Uncommitted attempt, WholeAnswer answer, WholeIntake intake) {
        run = null;
        prospects.answered(attempt.record());
        factory.closeWhole(attempt.record(), answer, intake.length());
        caller.whole(attempt.record().target(), intake.toCaller(answer), answer.contentType());
        finish();
    }

    /** The first content is here: from now on this target answers. */
    void commit(AfterFirstToken attempt) {
        Long firstToken = attempt.record().firstTokenNanos();
        if (firstToken != null) {
            environment.metrics().firstToken(firstToken);
        }
        prospects.began(attempt.record());
        caller.commit(attempt.record().target(), run == null ? null : run.stream());
    }

    void release(ByteBuf bytes) {
        caller.emit(bytes);
    }

    /** A stream is whole; its last bytes follow. */
    void streamed(AfterFirstToken attempt, AttemptRun of) {
        prospects.answered(attempt.record());
        factory.close(of, Outcome.SUCCEEDED, null, true);
    }

    /** A stream broke after the caller had seen its beginning. */
    void broken(AfterFirstToken attempt, Failure failure, AttemptRun of) {
        prospects.tell(attempt.record(), failure);
        factory.close(of, Outcome.FAILED, failure.kind(), true);
        brokenBy = failure;
    }

    /** All that may be released of a committed attempt has been. */
    void ended() {
        if (!done) {
            caller.end(brokenBy);
            finish();
        }
    }

    /** Nothing more will arrive from the provider. */
    void drained() {
        if (done) {
            alarm.cancel();
        }
    }

    boolean hasRoom() {
        return caller.hasRoom();
    }

    void reconsider() {
        if (run != null) {
            alarm.by(Math.min(caller.dueAt(), run.patience().dueAt()));
        }
    }

    @Override
    public void ready() {
        if (run != null) {
            run.resume();
        }
    }

    /** The caller's connection is gone: what runs is ended, and the ledger told. */
    @Override
    public void gone() {
        if (done) {
            return;
        }
        AttemptRun running = run;
        if (running != null) {
            run = null;
            prospects.released(running.record());
            try {
                factory.close(running, Outcome.CANCELLED, FailureKind.CALLER_GONE, true);
            } finally {
                running.abandon();
                finish();
            }
        } else {
            finish();
        }
    }

    /** What has fallen due, whatever it was set for. */
    private void dueNow() {
        long now = environment.now();
        AttemptRun running = run;
        if (done) {
            caller.stopDraining();
            return;
        }
        FailureKind kind = running == null ? null : running.patience().overdue(now);
        kind = now - totalDueAt >= 0 ? FailureKind.TOTAL_TIMEOUT : kind;
        if (kind != null) {
            fail(running, Failure.of(kind, Unanswered.inTime(kind)));
        } else if (running == null && now - wakeAt >= 0) {
            wakeAt = Long.MAX_VALUE;
            next();
        }
        caller.tick(now);
        if (!done) {
            long attemptDue = run == null ? wakeAt : run.patience().dueAt();
            alarm.by(Math.min(Math.min(totalDueAt, caller.dueAt()), attemptDue));
        }
    }

    private void fail(@Nullable AttemptRun running, Failure failure) {
        if (running != null) {
            running.fail(failure);
        } else {
            giveUp(failure);
        }
    }

    private void giveUp(Failure failure) {
        if (!done) {
            caller.fail(failure);
            finish();
        }
    }

    private void finish() {
        done = true;
        AttemptRun running = run;
        run = null;
        long now = environment.now();
        environment.metrics().ended(exchange.request().operation(), now - exchange.receivedNanos());
        alarm.cancel();
        if (running != null && running.receiving()) {
            caller.drain(running);
            alarm.by(now + CallerSide.DRAIN_MAX);
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            faulted(fault, run);
        }
    }

    /** A mistake of ours ends the request, and is the only thing here that is logged. */
    void faulted(RuntimeException fault, @Nullable AttemptRun running) {
        LOG.error("the attempt loop failed", fault);
        Failure failure = Failure.of(FailureKind.INTERNAL, "the gateway itself failed");
        try {
            fail(running, failure);
        } finally {
            giveUp(failure);
        }
    }
}
