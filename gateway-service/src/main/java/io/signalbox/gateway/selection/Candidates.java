package io.signalbox.gateway.selection;

import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.gateway.targets.TargetStates.TargetState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The targets one request may still try. The first in order that is ready is next; one that failed and may be asked
 * again goes to the end and is ready later; one that cannot help is taken out.
 */
public final class Candidates {
    /** What to do next. */
    public sealed interface Choice {
        /** Call this target; it has a permit. */
        record Call(Candidate candidate) implements Choice {}

        /** Nobody is ready before that many nanoseconds. */
        record Wait(long nanos) implements Choice {}

        /** Nobody is left. */
        record Nobody() implements Choice {}
    }

    private static final Choice NOBODY = new Choice.Nobody();
    /** Until it is looked again whether a limit that is being tried out is over. */
    private static final long TRIED_OUT = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<Candidate> left;
    private final TargetHealth health;
    private final InstantSource clock;
    private int callsLeft;
    private @Nullable TargetState leftAlone;
    private @Nullable Target skipped;

    /** {@code callsMax} is how many calls may be chosen in all. */
    public Candidates(List<Routed> order, TargetHealth health, InstantSource clock, long now, int callsMax) {
        this.callsLeft = callsMax;
        this.left = new ArrayList<>(order.size());
        order.forEach(routed -> left.add(new Candidate(routed, now)));
        this.health = health;
        this.clock = clock;
    }

    /** Who is next. Whom this replica leaves alone is not waited for, unless this very request learnt that it must wait. */
    public Choice choose(long now) {
        long soonest = Long.MAX_VALUE;
        for (int at = 0; at < left.size(); ) {
            Candidate candidate = left.get(at);
            long wait = candidate.readyAt() - now;
            if (wait <= 0) {
                Permit permit = permit(candidate, now);
                if (permit != null) {
                    callsLeft--;
                    candidate.permitted(permit);
                    return new Choice.Call(candidate);
                }
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

    /** Another one that is in use, while this one is being called; null when there is none. Changes nothing else. */
    public @Nullable Candidate beside(Candidate called, long now) {
        for (Candidate other : left) {
            if (other != called
                    && other.failures() == 0
                    && other.readyAt() - now <= 0
                    && health.isReady(other.target())) {
                Permit permit = health.permit(other.target(), true);
                if (permit != null) {
                    callsLeft--;
                    other.permitted(permit);
                    return other;
                }
            }
        }
        return null;
    }

    /**
     * A target in use may be called by anybody. To find out whether one works again is for a caller that has another
     * target and another try left, and for one that has no other target at all.
     */
    private @Nullable Permit permit(Candidate candidate, long now) {
        Target target = candidate.target();
        if (health.isReady(target)) {
            return health.permit(target, true);
        }
        boolean elsewhere = isAnotherReady(candidate, now);
        return elsewhere && callsLeft < 2 ? null : health.permit(target, elsewhere);
    }

    private boolean isAnotherReady(Candidate candidate, long now) {
        for (int at = 0; at < left.size(); at++) {
            Candidate other = left.get(at);
            if (other != candidate && other.readyAt() - now <= 0 && health.isReady(other.target())) {
                return true;
            }
        }
        return false;
    }

    /** Why a target was not even tried; null when none was skipped. */
    public @Nullable TargetState skippedFor() {
        return leftAlone;
    }

    /**
     * In one line, why this one is called now.
     *
     * @param failed what failed before it in the same request; null for the first attempt
     */
    public String why(Candidate candidate, @Nullable String failed) {
        String way = candidate.routing().told();
        TargetState state = leftAlone;
        Target alone = skipped;
        if (failed == null && state == null && !candidate.permit().isProbe()) {
            return way;
        }
        StringBuilder told = new StringBuilder(way);
        if (failed != null) {
            told.append("; after ").append(failed);
        }
        if (state != null && alone != null) {
            told.append("; ").append(alone.address()).append(" is left alone");
            if (state.reason() != null) {
                told.append(": ").append(state.reason());
            }
        }
        return candidate.permit().isProbe()
                ? told.append("; to find out whether it works again").toString()
                : told.toString();
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

    /** It may be asked again at once, with another key; false when it has none that may be used now. */
    public boolean hasOtherKey(Candidate candidate) {
        return candidate.target().keys().size() > 1 && health.isReady(candidate.target());
    }

    /** It may be asked again after that many nanoseconds, when all others had their turn. */
    public void postpone(Candidate candidate, long now, long nanos) {
        candidate.failedUntil(now + nanos);
        left.remove(candidate);
        left.add(candidate);
    }

    /** Nanoseconds until a target that is left alone is worth waiting for; 0 when it is not. */
    private long leftAlone(Candidate candidate) {
        TargetState state = health.of(candidate.target());
        leftAlone = state;
        skipped = candidate.target();
        if (candidate.failures() == 0 || state.state() != State.COOLING_DOWN || state.until() == null) {
            return 0;
        }
        Duration wait = Duration.between(clock.instant(), state.until());
        return wait.compareTo(Backoff.ASKED_MAX) > 0 ? 0 : Math.max(TRIED_OUT, wait.toNanos());
    }
}
