package io.signalbox.gateway.selection;

import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates.TargetState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The targets one request may still try. The first in order that is ready is next; one that failed and may be asked
 * again goes to the end and is ready later; one that cannot help is taken out.
 */
public final class Candidates {
    /** What to do next. */
    public sealed interface Choice {
        /** Call this target; its breaker has given leave. */
        record Call(Candidate candidate) implements Choice {}

        /** Nobody is ready before that many nanoseconds. */
        record Wait(long nanos) implements Choice {}

        /** Nobody is left. */
        record Nobody() implements Choice {}
    }

    private static final Choice NOBODY = new Choice.Nobody();

    private final List<Candidate> left;
    private final TargetHealth health;
    private final InstantSource clock;
    private @Nullable TargetState leftAlone;

    public Candidates(List<Target> order, TargetHealth health, InstantSource clock, long now) {
        this.left = new ArrayList<>(order.size());
        order.forEach(target -> left.add(new Candidate(target, now)));
        this.health = health;
        this.clock = clock;
    }

    /** Who is next. Whom this replica leaves alone is not waited for, unless this very request learnt that it must wait. */
    public Choice choose(long now) {
        long soonest = Long.MAX_VALUE;
        for (int at = 0; at < left.size(); ) {
            Candidate candidate = left.get(at);
            long wait = candidate.readyAt() - now;
            if (wait <= 0 && health.permits(candidate.target())) {
                return new Choice.Call(candidate);
            }
            if (wait <= 0) {
                wait = leftAlone(candidate);
            }
            if (wait > 0) {
                soonest = Math.min(soonest, wait);
                at++;
            } else {
                left.remove(at);
            }
        }
        return left.isEmpty() ? NOBODY : new Choice.Wait(soonest);
    }

    /** Another one that is ready now, while this one is being called; null when there is none. Changes nothing else. */
    public @Nullable Candidate beside(Candidate called, long now) {
        return left.stream()
                .filter(each -> each != called && each.failures() == 0 && each.readyAt() <= now)
                .filter(each -> health.permits(each.target()))
                .findFirst()
                .orElse(null);
    }

    /** Why a target was not even tried; null when none was skipped. */
    public @Nullable TargetState skippedFor() {
        return leftAlone;
    }

    /** Whether another than this one could be tried. */
    public boolean hasOther(Candidate candidate) {
        return left.size() > 1 || (left.size() == 1 && left.getFirst() != candidate);
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** It cannot help. */
    public void exclude(Candidate candidate) {
        left.remove(candidate);
    }

    /** It may be asked again after that many nanoseconds, when all others had their turn. */
    public void postpone(Candidate candidate, long now, long nanos) {
        candidate.failedUntil(now + nanos);
        left.remove(candidate);
        left.add(candidate);
    }

    /** Nanoseconds until a target that is left alone is worth waiting for; 0 when it is not. */
    private long leftAlone(Candidate candidate) {
        TargetState state = health.of(
                candidate.target().configurationId(), candidate.target().model());
        leftAlone = state;
        if (candidate.failures() == 0 || state.until() == null) {
            return 0;
        }
        Duration wait = Duration.between(clock.instant(), state.until());
        return wait.compareTo(Backoff.ASKED_MAX) > 0 ? 0 : Math.max(1, wait.toNanos());
    }
}
