package io.signalbox.gateway.limits;

import io.signalbox.gateway.owners.LeaseCalls.Grant;
import io.signalbox.gateway.owners.LeaseCalls.Returned;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares of an amount per window. A share is used within its own window only: its end counts from the moment it was asked
 * for, its beginning from the moment it was answered, so that it lies inside the window whatever the network does.
 */
final class WindowStock implements Stock {
    /** The most that is held ahead, as a share of the amount: what is lost when this replica is killed. */
    static final long AHEAD_SHARE = 20;

    private static final long IDLE = TimeUnit.SECONDS.toNanos(5);
    private static final long QUICK = TimeUnit.SECONDS.toNanos(5);
    private static final long NEXT_ASKED_BEFORE = TimeUnit.SECONDS.toNanos(2);
    private static final long NO_MORE_FOR = TimeUnit.MILLISECONDS.toNanos(500);

    private final LongSupplier amount;
    private final long length;
    private @Nullable Slice current;
    private @Nullable Slice next;
    private @Nullable Returned leftOver;
    private long lastGranted;
    private long lastGrantedAt;
    private long givenLastWindow;
    private long lastWindow = Answer.NOWHERE;
    private long endOfLast;
    private boolean everEnded;
    private long owed;
    private long owedAsked;
    private long usedAt;
    private long noMoreUntil;

    /** One window's share. */
    private static final class Slice {
        final long window;
        final long startsAt;
        final long endsAt;
        final Answer taken;
        long left;
        long granted;
        long remaining;
        boolean kept;
        long keptLeft;

        Slice(long window, long startsAt, long endsAt) {
            this.window = window;
            this.startsAt = startsAt;
            this.endsAt = endsAt;
            this.taken = new Answer.Taken(window);
        }
    }

    WindowStock(LongSupplier amount, Duration window, long now) {
        this.amount = amount;
        this.length = window.toNanos();
        this.usedAt = now;
        this.noMoreUntil = now;
    }

    /** The window that is now, if any of it is at hand; what is over is forgotten. */
    private @Nullable Slice present(long now) {
        Slice held = current;
        if (held != null && now - held.endsAt >= 0) {
            givenLastWindow = held.kept ? kept() : held.granted + (held.window == lastWindow ? givenLastWindow : 0);
            lastWindow = held.window;
            endOfLast = held.endsAt;
            everEnded = true;
            current = null;
        }
        Slice coming = next;
        boolean vacant = current == null || current.window == Answer.NOWHERE;
        if (vacant && coming != null && now - coming.startsAt >= 0) {
            next = null;
            if (now - coming.endsAt < 0) {
                current = coming;
            }
        }
        return current;
    }

    @Override
    public @Nullable Answer take(long amount, long now) {
        Slice held = present(now);
        if (held == null || held.left < amount) {
            return null;
        }
        held.left -= amount;
        usedAt = now;
        return held.taken;
    }

    /**
     * As much as was given to this replica in its last window, and at least what it might have held ahead: if all
     * replicas are cut off, they use together hardly more than the amount.
     */
    @Override
    public long atHand(long now) {
        Slice held = present(now);
        return held == null ? 0 : held.left;
    }

    @Override
    public @Nullable Answer takeKept(long amount, long now) {
        Slice held = present(now);
        if (held == null) {
            held = new Slice(Answer.NOWHERE, now, endOfPresent(now));
            current = held;
        }
        if (!held.kept) {
            held.kept = true;
            held.keptLeft = Math.max(0, kept() - held.granted);
        }
        if (held.keptLeft < amount) {
            return null;
        }
        held.keptLeft -= amount;
        owed += amount;
        usedAt = now;
        return Answer.UNCOUNTED;
    }

    /**
     * As much as was given to this replica in its last window, and at least what it might have held ahead: if all
     * replicas are cut off, they use together hardly more than the amount.
     */
    private long kept() {
        return Math.max(1, Math.max(givenLastWindow, amount.getAsLong() / AHEAD_SHARE));
    }

    private long endOfPresent(long now) {
        if (!everEnded) {
            return now + length;
        }
        long over = now - endOfLast;
        return endOfLast + (over / length + 1) * length;
    }

    @Override
    public void giveBack(long amount, long window, long now) {
        Slice held = present(now);
        if (held != null && held.window == window && window != Answer.NOWHERE) {
            held.left += amount;
        }
    }

    @Override
    public void overdraw(long amount) {
        owed += amount;
    }

    @Override
    public void credit(Grant grant, long sentAt, long receivedAt) {
        owed -= owedAsked;
        owedAsked = 0;
        Slice into = slice(grant, sentAt, receivedAt);
        into.left += grant.granted();
        into.granted += grant.granted();
        into.remaining = grant.remaining();
        if (grant.granted() > 0) {
            lastGranted = grant.granted();
            lastGrantedAt = receivedAt;
        } else {
            noMoreUntil = receivedAt + NO_MORE_FOR;
        }
    }

    /** Where a grant goes. An answer that was so slow that its window is over here is of no use, and replaces nothing. */
    private Slice slice(Grant grant, long sentAt, long receivedAt) {
        Slice held = present(receivedAt);
        if (held != null && held.window == grant.window()) {
            return held;
        }
        Slice coming = next;
        if (coming != null && coming.window == grant.window()) {
            if (grant.startsInMillis() == 0) {
                // Who keeps the time says that it has begun; here it was only known to begin not later.
                next = null;
                current = coming;
            }
            return coming;
        }
        Slice made = new Slice(
                grant.window(),
                receivedAt + TimeUnit.MILLISECONDS.toNanos(grant.startsInMillis()),
                sentAt + TimeUnit.MILLISECONDS.toNanos(grant.endsInMillis()));
        if (grant.startsInMillis() > 0) {
            next = made;
            return made;
        }
        if (held == null || held.window == Answer.NOWHERE || held.window < grant.window()) {
            givenLastWindow = held == null ? givenLastWindow : Math.max(givenLastWindow, held.granted);
            current = made;
        }
        return made;
    }

    @Override
    public void uncredited() {
        owedAsked = 0;
    }

    @Override
    public Ask ask(boolean somebodyWaits, long now) {
        Slice held = present(now);
        boolean ahead = !somebodyWaits && held != null && wantsNext(held, now);
        owedAsked = ahead ? 0 : owed;
        Returned returned = leftOver;
        leftOver = null;
        long most = amount.getAsLong() / AHEAD_SHARE;
        long atHand = ahead || held == null ? 0 : held.left;
        boolean idle = returned != null && !somebodyWaits;
        long wanted = idle ? 0 : Math.max(0, Math.min(wish(now), most - atHand));
        return new Ask(wanted, ahead, owedAsked, 0, returned);
    }

    /** Twice as much as last time if that did not last long. */
    private long wish(long now) {
        return Math.max(1, now - lastGrantedAt < QUICK ? 2 * lastGranted : lastGranted);
    }

    @Override
    public boolean isDue(long now) {
        Slice held = present(now);
        if (leftOver != null || (owed > 0 && now - noMoreUntil >= 0)) {
            return true;
        }
        if (held == null || held.window == Answer.NOWHERE || now - noMoreUntil < 0) {
            return false;
        }
        if (now - usedAt > IDLE) {
            setAside(held);
            return leftOver != null;
        }
        return wantsNext(held, now) || isLow(held);
    }

    private boolean isLow(Slice held) {
        long most = amount.getAsLong() / AHEAD_SHARE;
        return held.remaining > 0 && most > 0 && 2 * held.left < Math.min(lastGranted, most);
    }

    private boolean wantsNext(Slice held, long now) {
        return next == null
                && amount.getAsLong() >= AHEAD_SHARE
                && held.endsAt - now < Math.min(NEXT_ASKED_BEFORE, length / 10)
                && now - usedAt <= IDLE;
    }

    private void setAside(Slice held) {
        if (held.left > 0 && held.window != Answer.NOWHERE && !held.kept) {
            leftOver = new Returned(held.window, held.left);
            held.granted -= held.left;
            held.remaining += held.left;
            held.left = 0;
        }
    }

    @Override
    public void surrender() {
        if (current != null) {
            setAside(current);
        }
    }

    @Override
    public boolean isEmpty(long now) {
        return present(now) == null && next == null && leftOver == null && owed == 0 && now - usedAt > length;
    }

    @Override
    public @Nullable Standing standing(long now) {
        Slice held = present(now);
        return held == null || held.window == Answer.NOWHERE
                ? null
                : new Standing(amount.getAsLong(), held.left + held.remaining, held.endsAt - now);
    }

    @Override
    public long waitNanos(long now) {
        Slice held = present(now);
        return held == null ? TimeUnit.SECONDS.toNanos(1) : held.endsAt - now;
    }
}
