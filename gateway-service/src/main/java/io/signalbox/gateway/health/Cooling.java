package io.signalbox.gateway.health;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A limit somebody ran into: nobody asks before its time is over, and then one asks for all, as long as the others have
 * somewhere else to go.
 */
public final class Cooling {
    /** A trial nobody has told the end of, by a mistake of ours, does not count for ever. */
    private static final long FORGOTTEN_AFTER = TimeUnit.MINUTES.toNanos(15);

    private long endsAt;
    private Instant until;
    private String reason;
    private @Nullable Permit trial;

    Cooling(long endsAt, Instant until, String reason) {
        this.endsAt = endsAt;
        this.until = until;
        this.reason = reason;
    }

    /** It was run into again; the later end holds. */
    synchronized void again(long newEnd, Instant newUntil, String newReason) {
        if (newEnd - endsAt > 0) {
            endsAt = newEnd;
            until = newUntil;
            reason = newReason;
        }
    }

    /** Whether this call tries it out. */
    @SuppressWarnings("ReferenceEquality") // A permit is one call.
    synchronized boolean isTriedBy(Permit permit) {
        return trial == permit;
    }

    /** Whether this call may try it out. */
    synchronized boolean admits(Permit permit, long now, boolean elsewhere) {
        if (now - endsAt < (trial == null || !elsewhere ? 0 : FORGOTTEN_AFTER)) {
            return false;
        }
        trial = permit;
        return true;
    }

    /** Whether somebody could try it out now. */
    synchronized boolean isOver(long now) {
        return now - endsAt >= (trial == null ? 0 : FORGOTTEN_AFTER);
    }

    /** That call said nothing about it. */
    @SuppressWarnings("ReferenceEquality") // A permit is one call.
    synchronized void released(Permit permit) {
        if (trial == permit) {
            trial = null;
        }
    }

    public synchronized Instant until() {
        return until;
    }

    public synchronized String reason() {
        return reason;
    }
}
