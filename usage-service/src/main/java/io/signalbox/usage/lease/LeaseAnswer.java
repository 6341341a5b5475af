package io.signalbox.usage.lease;

import java.util.List;
import java.util.UUID;

/** What came of asking, in the order of the wishes. */
record LeaseAnswer(List<Grant> grants) {
    /** What is known of the allowance that was asked for. */
    enum Standing {
        HOLDS,
        /** It was removed: nothing is limited by it. */
        GONE,
        /** Not heard of, or not yet. */
        UNKNOWN
    }

    /**
     * A share.
     *
     * @param granted in units of the measure
     * @param remaining of the whole window, not given out to anybody
     * @param window its beginning in seconds since 1970; 0 for what is counted at once
     * @param startsInMillis until the share may be used, at the moment the database decided
     * @param endsInMillis until it may no longer be used, at the same moment
     */
    record Grant(
            UUID allowanceId,
            Standing standing,
            long granted,
            long remaining,
            long window,
            long startsInMillis,
            long endsInMillis) {
        static Grant none(UUID allowanceId, Standing standing) {
            return new Grant(allowanceId, standing, 0, 0, 0, 0, 0);
        }
    }
}
