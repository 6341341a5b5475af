package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Failure;
import org.jspecify.annotations.Nullable;

/** How a caller is told of failures, in its own dialect. */
public interface CallerErrors {
    /** When nothing of an answer was sent. */
    ErrorReply whole(Failure failure);

    /** Inside a stream that has begun: one event, after which the stream ends without its terminator. */
    byte[] inStream(Failure failure);

    /**
     * A whole error reply.
     *
     * @param retryAfterSeconds when trying again makes sense; null when it is not known
     * @param shouldRetry whether it makes sense at all
     */
    record ErrorReply(int status, byte[] body, @Nullable Long retryAfterSeconds, boolean shouldRetry) {}
}
