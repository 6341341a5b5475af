package io.signalbox.gateway.health;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether one target is in use or out.
 *
 * <pre>
 *            failures in a row, or too large a share of the last calls
 *   IN USE ─────────────────────────────────────────────────────────────► OUT ◄──────────┐
 *      ▲                                                                   │ interval    │ it failed
 *      │                        it said something                          ▼             │
 *      └──────────────────────────────────────────────────────────────  PROBED ──────────┘
 * </pre>
 *
 * The share is taken by resilience4j's circuit breaker. The way back is our own: there, calls that began before the exit
 * would decide about the return, and every further exit would last longer.
 */
public final class Ejection {
    /** After so many probes in a row that nobody waited long enough for, the next are waited for twice as long. */
    private static final int IMPATIENT_PROBES = 32;

    private static final int DOUBLINGS_MAX = 10;
    /** A whole answer says nothing before all its tokens are made. */
    private static final int WHOLE_FACTOR = 5;
    /** An answer that takes this many times as long as usual is not waited for by a probe. */
    private static final int PATIENCE_FACTOR = 3;

    /** A probe nobody has told the end of, by a mistake of ours, does not keep a target out for ever. */
    private static final long FORGOTTEN_AFTER = TimeUnit.MINUTES.toNanos(15);

    /** Where it stands. */
    public enum Standing {
        IN_USE,
        OUT,
        PROBED
    }

    private final HealthRules rules;
    private final CircuitBreaker share;
    private final Usual streams = new Usual();
    private final Usual wholes = new Usual();
    private final TargetFailedException failed = new TargetFailedException();
    private long generation;
    private int inARow;
    private boolean out;
    private boolean brokeOff;
    private int impatient;
    private long probeAt;
    private @Nullable Permit probe;
    private @Nullable String reason;

    public Ejection(HealthRules rules) {
        this.rules = rules;
        this.share = CircuitBreaker.of(
                "target",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(rules.windowCalls())
                        .minimumNumberOfCalls(rules.windowCallsLeast())
                        .failureRateThreshold(rules.failurePercent())
                        .waitDurationInOpenState(Duration.ofDays(1))
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /** Whether the target is in use; if so, the call is one of this time in use. */
    public synchronized boolean admits(Permit permit) {
        permit.inGeneration(generation);
        return !out;
    }

    /** Whether the call may probe a target that is out: one does at a time, and one in an interval. */
    public synchronized boolean admitsProbe(Permit permit, long now, boolean elsewhere) {
        if (!out || now - probeAt < (probe == null ? 0 : FORGOTTEN_AFTER)) {
            return false;
        }
        probe = permit;
        probeAt = now + rules.probeInterval().toNanos();
        permit.inGeneration(generation);
        permit.probes(
                elsewhere
                        ? new Permit.Probe(
                                patience(streams.nanos(), 1), patience(wholes.nanos(), WHOLE_FACTOR), brokeOff)
                        : Permit.Probe.LAST_RESORT);
        return true;
    }

    /** A few times what it usually takes, and longer the longer probes have failed for nothing else. */
    private long patience(long usual, int factorWhenUnknown) {
        long least = rules.probePatience().toNanos();
        long base = usual == 0 ? least * factorWhenUnknown : Math.max(least, PATIENCE_FACTOR * usual);
        return base << Math.min(DOUBLINGS_MAX, impatient / IMPATIENT_PROBES);
    }

    /** The call has begun to give its caller an answer; true when that brought the target back. */
    @SuppressWarnings("ReferenceEquality") // A permit is one call.
    public synchronized boolean began(Permit permit) {
        if (!out || probe != permit) {
            return false;
        }
        out = false;
        probe = null;
        reason = null;
        brokeOff = false;
        impatient = 0;
        forget();
        // What becomes of the rest of its answer counts: it is the first call of the new time in use.
        permit.inGeneration(generation);
        return true;
    }

    /** The call was answered to the end; true when that brought the target back. */
    public synchronized boolean answered(Permit permit, @Nullable Long firstNanos, long allNanos) {
        (firstNanos == null ? wholes : streams).took(firstNanos == null ? allNanos : firstNanos);
        boolean back = began(permit);
        if (!out && permit.generation() == generation) {
            inARow = 0;
            share.onSuccess(allNanos, TimeUnit.NANOSECONDS);
        }
        return back;
    }

    /** The call said nothing about the target. */
    @SuppressWarnings("ReferenceEquality") // A permit is one call.
    public synchronized void released(Permit permit) {
        if (probe == permit) {
            probe = null;
        }
    }

    /**
     * The call failed; true when that put the target out.
     *
     * @param afterContent whether its caller had seen the beginning
     * @param timedOut whether it was given up for being slow
     */
    @SuppressWarnings("ReferenceEquality") // A permit is one call.
    public synchronized boolean failed(Permit permit, String why, boolean afterContent, boolean timedOut, long now) {
        if (probe == permit) {
            probe = null;
            reason = why;
            brokeOff |= afterContent;
            impatient = timedOut ? impatient + 1 : 0;
            return false;
        }
        if (out || permit.generation() != generation) {
            return false;
        }
        reason = why;
        brokeOff |= afterContent;
        inARow++;
        share.onError(0, TimeUnit.NANOSECONDS, failed);
        if (inARow < rules.failuresInARow() && share.getState() == CircuitBreaker.State.CLOSED) {
            return false;
        }
        out = true;
        probeAt = now + rules.probeInterval().toNanos();
        forget();
        return true;
    }

    /** What was begun until now says nothing of what follows. */
    private void forget() {
        generation++;
        inARow = 0;
        share.reset();
    }

    public synchronized Standing standing() {
        return !out ? Standing.IN_USE : probe == null ? Standing.OUT : Standing.PROBED;
    }

    /** Nanoseconds until the next probe may begin; at most 0 when it may. */
    public synchronized long probeInNanos(long now) {
        return probeAt - now;
    }

    /** Of the last failure that counted. */
    public synchronized @Nullable String reason() {
        return reason;
    }

    /** How long answers have taken lately, on average; one that took unusually long changes little. */
    private static final class Usual {
        private static final int SHARE = 8;
        private long nanos;

        void took(long sample) {
            nanos = nanos == 0 ? sample : nanos + (sample - nanos) / SHARE;
        }

        long nanos() {
            return nanos;
        }
    }

    /** What the breaker counts; it only ever looks at the class. */
    private static final class TargetFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TargetFailedException() {
            super(null, null, false, false);
        }
    }
}
