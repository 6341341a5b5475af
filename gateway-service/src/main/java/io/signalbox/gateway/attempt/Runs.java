package io.signalbox.gateway.attempt;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.JournalFullException;
import io.signalbox.gateway.reserves.Hedging;
import io.signalbox.gateway.selection.Candidate;
import java.util.ArrayList;
import java.util.List;

/** A request's attempts that are on their way: none, one, or two while it is hedged. */
final class Runs {
    private final AttemptEnvironment environment;
    private final Exchange exchange;
    private final AttemptFactory factory;
    private final Prospects prospects;
    private final Hedging hedging;
    private final List<AttemptRun> all = new ArrayList<>(2);

    Runs(AttemptEnvironment environment, Exchange exchange, AttemptFactory factory, Prospects prospects) {
        this.environment = environment;
        this.exchange = exchange;
        this.factory = factory;
        this.prospects = prospects;
        this.hedging = new Hedging(exchange.plan().hedge(), environment.reserves());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void remove(AttemptRun run) {
        all.remove(run);
    }

    /** As they are now; they may end while they are gone through. */
    List<AttemptRun> now() {
        return List.copyOf(all);
    }

    /** Takes all out. */
    List<AttemptRun> takeAll() {
        List<AttemptRun> taken = now();
        all.clear();
        return taken;
    }

    /** Makes the request's only attempt at this time. */
    void begin(AttemptFactory.Prepared.Ready ready, Candidate candidate, AttemptOwner owner) {
        hedging.begun(candidate.target(), environment.now());
        start(ready, candidate, owner);
    }

    private void start(AttemptFactory.Prepared.Ready ready, Candidate candidate, AttemptOwner owner) {
        AttemptRun begun = factory.open(ready, candidate, prospects.routing(candidate), owner);
        all.add(begun);
        owner.reconsider();
        begun.start(factory.request(ready));
    }

    /** Once the only target is late, another one is asked as well, and whoever begins first answers. */
    void hedgeIfDue(long now, boolean allowed, AttemptOwner owner) {
        if (!hedging.take(now)) {
            return;
        }
        Candidate other =
                allowed && all.size() == 1 ? prospects.beside(all.getFirst().record(), now) : null;
        try {
            if (other != null && ready(other) instanceof AttemptFactory.Prepared.Ready ready) {
                start(ready, other, owner);
                environment.metrics().hedged();
                return;
            }
        } catch (JournalFullException full) {
            // The attempt that goes on has its room; this one is not made.
        }
        hedging.notMade();
        if (other != null) {
            prospects.released(other);
        }
    }

    /** Whether it can be asked at once: a second one is not worth waiting for its share of what is allowed. */
    private AttemptFactory.Prepared ready(Candidate other) {
        AttemptFactory.Prepared prepared = factory.prepare(other.permit());
        if (prepared instanceof AttemptFactory.Prepared.Waiting waiting) {
            factory.whenAllowed(waiting.ready(), () -> true, givenBack -> {});
        }
        return prepared;
    }

    /** This one answers. Whoever else was asked is not needed; what it used so far is its own entry. */
    void won(AttemptRun by) {
        hedging.end();
        for (AttemptRun loser : now()) {
            if (loser != by) {
                all.remove(loser);
                endUnanswered(loser, FailureKind.OUTRUN, false);
            }
        }
    }

    /** Nobody waits for them any more: each is broken off, or read to its end where that is billed anyway. */
    void leave(List<AttemptRun> running) {
        for (AttemptRun run : running) {
            if (Remainder.of(environment, exchange, factory, run)) {
                prospects.released(run.record());
            } else {
                endUnanswered(run, FailureKind.CALLER_GONE, true);
            }
        }
    }

    private void endUnanswered(AttemptRun run, FailureKind why, boolean last) {
        prospects.released(run.record());
        try {
            factory.close(run, Outcome.CANCELLED, why, last);
        } finally {
            run.abandon();
        }
    }

    /** Fails those that have waited long enough. */
    void failOverdue(long now) {
        for (AttemptRun run : now()) {
            FailureKind kind = run.patience().overdue(now);
            if (kind != null) {
                run.fail(Failure.of(kind, Unanswered.inTime(kind)));
            }
        }
    }

    /** When the next thing about them falls due. */
    long dueAt() {
        long soonest = hedging.dueAt();
        for (AttemptRun run : all) {
            soonest = Math.min(soonest, run.patience().dueAt());
        }
        return soonest;
    }
}
