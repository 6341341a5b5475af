package io.signalbox.usage.lease;

/**
 * How much of what is left one replica gets. What requests wait for comes first; beyond it a replica may keep some for
 * those to come, so little that what is lost with a killed one is small, and nothing once little is left: then every
 * request is asked for by itself, and the last unit goes to whoever needs it.
 */
final class GrantRule {
    /** The most one replica is given ahead, as a share of the whole amount: what a killed one takes with it. */
    static final long AHEAD_SHARE = 20;

    /** And as a share of what is left. */
    static final long LEFT_SHARE = 8;

    private GrantRule() {}

    /**
     * @param amount of the window
     * @param taken of it by everybody so far; more than the amount after the amount was lowered
     * @param least the smallest part that helps anybody who waits
     * @param needed by all who wait together
     * @param wanted for those to come
     */
    static long of(long amount, long taken, long least, long needed, long wanted) {
        long left = amount - taken;
        if (left <= 0 || left < least) {
            return 0;
        }
        long now = Math.min(needed, left);
        long ahead = Math.min(wanted, Math.min(amount / AHEAD_SHARE, (left - now) / LEFT_SHARE));
        return now + Math.max(0, ahead);
    }
}
