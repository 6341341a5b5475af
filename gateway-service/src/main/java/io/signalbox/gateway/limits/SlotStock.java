package io.signalbox.gateway.limits;

import io.signalbox.gateway.owners.LeaseCalls.Grant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Shares of what is counted at once: a slot is used by a request, then by the next, and goes back when none comes. */
final class SlotStock implements Stock {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

    /** A third of the time after which the usage service takes a silent holder for gone. */
    private static final long HEARD_EVERY = TimeUnit.SECONDS.toNanos(5);

    private static final Answer TAKEN = new Answer.Taken(0);

    private final LongSupplier amount;
    private long held;
    private long free;
    private long heldMost;
    private long remaining;
    private boolean heard;
    private boolean kept;
    private boolean returning;
    private long heardAt;
    private long freeSince;

    SlotStock(LongSupplier amount, long now) {
        this.amount = amount;
        this.heardAt = now;
        this.freeSince = now;
    }

    @Override
    public @Nullable Answer take(long amount, long now) {
        if (free < amount) {
            return null;
        }
        free -= amount;
        return TAKEN;
    }

    @Override
    public long atHand(long now) {
        return free;
    }

    @Override
    public @Nullable Answer takeKept(long amount, long now) {
        if (!kept) {
            kept = true;
            long more = Math.max(0, Math.max(heldMost, 1) - held);
            held += more;
            free += more;
        }
        return take(amount, now);
    }

    @Override
    public void giveBack(long amount, long window, long now) {
        free += amount;
        freeSince = now;
    }

    @Override
    public void overdraw(long amount) {
        throw new IllegalStateException("a request is one request");
    }

    @Override
    public void credit(Grant grant, long sentAt, long receivedAt) {
        held += grant.granted();
        free += grant.granted();
        heldMost = Math.max(heldMost, held);
        remaining = grant.remaining();
        heard = true;
        kept = false;
        heardAt = receivedAt;
    }

    @Override
    public void uncredited() {
        // How much is held is said anew every time.
    }

    @Override
    public Ask ask(boolean somebodyWaits, long now) {
        if (returning && !somebodyWaits) {
            held -= free;
            remaining += free;
            free = 0;
        }
        returning = false;
        return new Ask(0, false, 0, held, null);
    }

    @Override
    public boolean isDue(long now) {
        returning |= free > 0 && now - freeSince > IDLE;
        return returning || (held > 0 && now - heardAt > HEARD_EVERY);
    }

    @Override
    public void surrender() {
        returning = true;
    }

    @Override
    public boolean isEmpty(long now) {
        return held == 0;
    }

    @Override
    public @Nullable Standing standing(long now) {
        return heard ? new Standing(amount.getAsLong(), free + remaining, 0) : null;
    }

    @Override
    public long waitNanos(long now) {
        return TimeUnit.SECONDS.toNanos(1);
    }
}
