package io.signalbox.gateway.limits;

import io.signalbox.gateway.allowance.Allowance;

/**
 * Why a request does not get what it needs.
 *
 * @param waitNanos after which it may be there
 */
public record Shortage(Allowance allowance, Reason reason, long waitNanos) {
    /** What stands in the way. */
    public enum Reason {
        /** The amount is used up. */
        LIMIT_REACHED,
        /** The share at hand is used up, the usage service cannot be asked, and the allowance says to refuse then. */
        UNVERIFIABLE,
        /** More is needed at once than there is in a whole window. */
        TOO_LARGE,
        /** The usage service has not heard of the allowance yet. */
        NOT_READY
    }
}
