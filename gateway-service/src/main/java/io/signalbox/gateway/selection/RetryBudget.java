package io.signalbox.gateway.selection;

/**
 * How many times the whole process may ask a target again that has just failed: a fifth of the requests it serves, and
 * a few more to begin with. When everything fails, retries would otherwise multiply the load of those who are ill.
 */
public final class RetryBudget {
    private static final int TENTHS_PER_RETRY = 10;
    private static final int TENTHS_PER_REQUEST = 2;
    private static final int TENTHS_AT_START = 100;
    private static final int TENTHS_MAX = 1000;

    private int tenths = TENTHS_AT_START;

    /** A request came in. */
    public synchronized void deposit() {
        tenths = Math.min(TENTHS_MAX, tenths + TENTHS_PER_REQUEST);
    }

    /** Takes one retry, if there is one. */
    public synchronized boolean withdraw() {
        if (tenths < TENTHS_PER_RETRY) {
            return false;
        }
        tenths -= TENTHS_PER_RETRY;
        return true;
    }
}
