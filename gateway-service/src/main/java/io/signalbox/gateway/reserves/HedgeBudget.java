package io.signalbox.gateway.reserves;

/**
 * How many requests the whole process may hedge: one in twenty of those that could be, the first of them after twenty. A
 * hedge asks two targets for one answer; when everything is slow, hedging everything would double the load of those who
 * are slow already.
 */
public final class HedgeBudget {
    private static final int PARTS_PER_HEDGE = 20;
    private static final int PARTS_MAX = 10 * PARTS_PER_HEDGE;

    private int parts;

    /** A request came in that may be hedged. */
    public synchronized void deposit() {
        parts = Math.min(PARTS_MAX, parts + 1);
    }

    /** Takes one hedge, if there is one. */
    public synchronized boolean withdraw() {
        if (parts < PARTS_PER_HEDGE) {
            return false;
        }
        parts -= PARTS_PER_HEDGE;
        return true;
    }

    /** A hedge that was taken was not made after all. */
    public synchronized void giveBack() {
        parts = Math.min(PARTS_MAX, parts + PARTS_PER_HEDGE);
    }
}
