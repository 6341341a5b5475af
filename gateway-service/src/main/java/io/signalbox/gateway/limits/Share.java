package io.signalbox.gateway.limits;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.gateway.allowance.Allowance;
import io.signalbox.gateway.limits.Shortage.Reason;
import io.signalbox.gateway.owners.LeaseCalls.Grant;
import io.signalbox.gateway.owners.LeaseCalls.Wish;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One allowance as this replica has it: what is at hand is taken from memory; what is not is asked for, once for all who
 * wait, and nobody waits for longer than the deadline. Safe for several threads; whoever waits is told without the lock.
 */
final class Share {
    /** How long an amount that is used up is believed to be so: others may give something back. */
    private static final long EXHAUSTED_FOR = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int WAITING_MAX = 10_000;

    /** One that waits for a part of it. */
    private record Waiter(long amount, Consumer<Answer> told) {
        void tell(Answer answer) {
            told.accept(answer);
        }
    }

    private volatile Allowance allowance;
    private final Stock stock;
    private final LeaseDesk desk;
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private long turn;
    private int askedFor;
    private boolean asking;
    /** Whether what is being asked for should have been answered by now. */
    private boolean overdue;

    private boolean gone;
    private long exhaustedUntil;

    Share(Allowance allowance, LeaseDesk desk, long now) {
        this.allowance = allowance;
        this.desk = desk;
        this.stock = allowance.measure() == Measure.CONCURRENT_REQUESTS
                ? new SlotStock(this::amount, now)
                : new WindowStock(this::amount, allowance.window(), now);
        this.exhaustedUntil = now;
    }

    Allowance allowance() {
        return allowance;
    }

    private long amount() {
        return allowance.amount();
    }

    /** Other terms of the same allowance; what it is for never changes. */
    synchronized void now(Allowance changed) {
        allowance = changed;
        gone = false;
        exhaustedUntil = desk.now();
    }

    /** The answer if it can be given at once; else null, and {@code later} is told, exactly once, on any thread. */
    @Nullable
    Answer take(long amount, Consumer<Answer> later) {
        Answer answer;
        synchronized (this) {
            long now = desk.now();
            answer = atOnce(amount, now);
            if (answer == null) {
                waiters.add(new Waiter(amount, later));
            }
            if (asking || (answer != null && !stock.isDue(now))) {
                return answer;
            }
            asking = true;
        }
        desk.ask(this);
        return answer;
    }

    private @Nullable Answer atOnce(long amount, long now) {
        if (gone) {
            return Answer.UNCOUNTED;
        }
        if (amount > allowance.amount()) {
            return shortOf(Reason.TOO_LARGE, now);
        }
        Answer taken = waiters.isEmpty() ? stock.take(amount, now) : null;
        if (taken != null) {
            return taken;
        }
        if (now - exhaustedUntil < 0 || waiters.size() >= WAITING_MAX) {
            return shortOf(Reason.LIMIT_REACHED, now);
        }
        return overdue || desk.isAway(now) ? alone(amount, now) : null;
    }

    /** Without anybody to ask. */
    private Answer alone(long amount, long now) {
        if (allowance.whenUnreachable() == WhenUnreachable.REFUSE) {
            return shortOf(Reason.UNVERIFIABLE, now);
        }
        Answer kept = stock.takeKept(amount, now);
        return kept == null ? shortOf(Reason.LIMIT_REACHED, now) : kept;
    }

    private Answer shortOf(Reason reason, long now) {
        long wait = switch (reason) {
            case LIMIT_REACHED -> stock.waitNanos(now);
            case UNVERIFIABLE, NOT_READY, TOO_LARGE -> TimeUnit.SECONDS.toNanos(1);
        };
        return new Answer.Lacking(new Shortage(allowance, reason, wait));
    }

    /** What was taken and not used. */
    synchronized void giveBack(long amount, long window) {
        stock.giveBack(amount, window, desk.now());
    }

    /** What was used beyond what was taken. */
    synchronized void overdraw(long amount) {
        stock.overdraw(amount);
    }

    /** What to ask for now. */
    synchronized Wish wish() {
        long needed = 0;
        long least = 0;
        for (Waiter waiter : waiters) {
            needed += waiter.amount();
            least = least == 0 ? waiter.amount() : Math.min(least, waiter.amount());
        }
        askedFor = waiters.size();
        turn++;
        long atHand = stock.atHand(desk.now());
        needed = Math.max(0, needed - atHand);
        least = Math.min(needed, Math.max(0, least - atHand));
        Stock.Ask ask = stock.ask(askedFor > 0, desk.now());
        return new Wish(
                allowance.tenant(),
                allowance.id(),
                turn,
                least,
                needed,
                ask.wanted(),
                ask.ahead(),
                ask.owed(),
                ask.held(),
                ask.returned());
    }

    /** What came of asking. Whoever joined after the question was put is asked for with the next one. */
    void answered(Grant grant, long sentAt) {
        List<Runnable> told = new ArrayList<>();
        boolean again;
        synchronized (this) {
            long now = desk.now();
            switch (grant.standing()) {
                case GONE -> gone = true;
                case UNKNOWN -> stock.uncredited();
                case HOLDS -> stock.credit(grant, sentAt, now);
            }
            int asked = Math.min(askedFor, waiters.size());
            for (int left = waiters.size(), at = 0; left > 0; left--, at++) {
                Waiter waiter = waiters.remove();
                Answer answer = answer(grant, waiter, at < asked, now);
                if (answer == null) {
                    waiters.add(waiter);
                } else {
                    told.add(() -> waiter.tell(answer));
                }
            }
            askedFor = 0;
            again = !waiters.isEmpty();
            asking = again;
            overdue = false;
        }
        if (again) {
            desk.ask(this);
        }
        told.forEach(Runnable::run);
    }

    private @Nullable Answer answer(Grant grant, Waiter waiter, boolean asked, long now) {
        if (gone) {
            return Answer.UNCOUNTED;
        }
        Answer taken = stock.take(waiter.amount(), now);
        if (taken != null || !asked) {
            return taken;
        }
        return switch (grant.standing()) {
            case UNKNOWN -> shortOf(Reason.NOT_READY, now);
            case GONE -> Answer.UNCOUNTED;
            case HOLDS -> {
                if (grant.granted() >= waiter.amount()) {
                    // It was given, and was over or used before it arrived.
                    yield null;
                }
                exhaustedUntil = now + Math.min(EXHAUSTED_FOR, stock.waitNanos(now));
                yield shortOf(Reason.LIMIT_REACHED, now);
            }
        };
    }

    /** Nobody waits for longer than this; what is answered later is credited all the same. */
    void overdue() {
        synchronized (this) {
            overdue = asking;
        }
        tellAll(false);
    }

    /** Asking came to nothing. */
    void failed() {
        tellAll(true);
    }

    private void tellAll(boolean over) {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            long now = desk.now();
            if (over) {
                stock.uncredited();
                asking = false;
                overdue = false;
            }
            for (Waiter waiter : waiters) {
                Answer answer = alone(waiter.amount(), now);
                told.add(() -> waiter.tell(answer));
            }
            waiters.clear();
            askedFor = 0;
        }
        told.forEach(Runnable::run);
    }

    /** Asks, if there is something to ask although nobody waits. */
    void tend() {
        synchronized (this) {
            if (asking || !stock.isDue(desk.now())) {
                return;
            }
            asking = true;
        }
        desk.ask(this);
    }

    /** The last wish of a replica that ends: everything back that is not in use. Null when there is nothing. */
    @Nullable
    Wish farewell() {
        synchronized (this) {
            stock.surrender();
            if (asking || !stock.isDue(desk.now())) {
                return null;
            }
        }
        return wish();
    }

    synchronized boolean isIdle() {
        return !asking && waiters.isEmpty() && stock.isEmpty(desk.now());
    }

    synchronized @Nullable Standing standing() {
        return gone ? null : stock.standing(desk.now());
    }
}
