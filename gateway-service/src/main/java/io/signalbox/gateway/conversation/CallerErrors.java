package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Failure;
import io.signalbox.kit.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/** How a caller is told of failures, in its own dialect. */
public interface CallerErrors {
    /** When nothing of an answer was sent. */
    ErrorReply whole(Failure failure);

    /** Inside a stream that has begun: one event, after which the stream ends without its terminator. */
    byte[] inStream(Failure failure);

    /** The body for a call that was refused before any target was tried. */
    byte[] refused(RefusedException refused);

    /** The body for a request that did not arrive whole. */
    byte[] requestTimeout();

    /** The body for a mistake of ours. */
    byte[] internal();

    /**
     * A whole error reply.
     *
     * @param retryAfterSeconds when trying again makes sense; null when it is not known
     * @param shouldRetry whether it makes sense at all
     */
    record ErrorReply(int status, byte[] body, @Nullable Long retryAfterSeconds, boolean shouldRetry) {}
}
