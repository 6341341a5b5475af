package io.signalbox.gateway.journal;

import io.signalbox.contracts.TenantId;
import java.util.UUID;

/**
 * Where every attempt is written before it happens and before its end is released to the caller, and then whether the
 * caller got it. Writing is a few
 * microseconds on the calling thread; it never waits for disk or Kafka unless {@code sync=await} is set.
 */
public interface Journal {
    /** Whether there is room to serve this tenant. */
    enum Admission {
        OPEN,
        /** Nearly full, and this tenant has a hard budget that must not be overrun unseen. */
        NEARLY_FULL,
        /** Full: nobody is served, because nothing would be recorded. */
        FULL
    }

    Admission admits(TenantId tenant);

    /**
     * Writes that an attempt begins.
     *
     * @throws JournalFullException when there is no room; the attempt must not be made
     */
    OpenAttempt open(AttemptOpening opening);

    /**
     * The operating system has a request's whole reply: how its last attempt ended is what the caller saw. Without an
     * attempt, or a second time, nothing happens.
     */
    void delivered(UUID requestId);

    /** A request's caller left before it had the whole reply; its last attempt counts as cancelled, with what it used. */
    void abandoned(UUID requestId);

    /** An attempt whose end is not written yet. */
    interface OpenAttempt {
        /**
         * Writes the end, once; a second call changes nothing. Always finds room: opening reserved it. The end of a
         * request's last attempt stands when its reply was {@link Journal#delivered}.
         */
        void close(AttemptClosing closing);
    }
}
