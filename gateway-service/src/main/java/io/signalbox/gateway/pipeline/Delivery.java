package io.signalbox.gateway.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import io.signalbox.gateway.journal.Journal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows one reply until the operating system has its last byte, and tells the journal which way it went. A caller that
 * has stopped taking what is ready for it is let go: nothing else would ever end such a reply, and with it the wait of
 * its usage. Confined to the event loop of the caller's connection.
 */
final class Delivery implements ChannelFutureListener {
    private final Journal journal;
    private final UUID requestId;
    private final Channel channel;
    private final Duration idleMax;
    private boolean waiting;
    private boolean over;
    private @Nullable ScheduledFuture<?> nextLook;

    /** How far the connection has got with what it was given. */
    private record Progress(int current, long written, long waiting) {
        static Progress of(Channel channel) {
            ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
            return buffer == null
                    ? new Progress(0, 0, 0)
                    : new Progress(
                            System.identityHashCode(buffer.current()),
                            buffer.currentProgress(),
                            buffer.totalPendingWriteBytes());
        }
    }

    Delivery(Journal journal, UUID requestId, Channel channel, Duration idleMax) {
        this.journal = journal;
        this.requestId = requestId;
        this.channel = channel;
        this.idleMax = idleMax;
    }

    /** The write of the last byte has ended. */
    @Override
    public void operationComplete(ChannelFuture last) {
        if (!over) {
            end();
            if (last.isSuccess()) {
                journal.delivered(requestId);
            } else {
                journal.abandoned(requestId);
            }
        }
    }

    /** A timer that nobody needs would be kept for as long as a caller may be idle, once for every request. */
    private void end() {
        over = true;
        if (nextLook != null) {
            nextLook.cancel(false);
        }
    }

    /** The reply was given up before its last byte was written. */
    void brokenOff() {
        if (!channel.eventLoop().inEventLoop()) {
            channel.eventLoop().execute(this::brokenOff);
        } else if (!over) {
            end();
            journal.abandoned(requestId);
        }
    }

    /**
     * All there will be of the reply is ready: from now on only the caller is waited for. Its connection may be gone
     * already, which ends the sending of a stream as if it were complete.
     */
    void waitForCaller() {
        if (!channel.isActive()) {
            brokenOff();
        } else if (!over && !waiting) {
            waiting = true;
            lookAgainAfter(Progress.of(channel));
        }
    }

    private void lookAgainAfter(Progress earlier) {
        nextLook = channel.eventLoop().schedule(() -> look(earlier), idleMax.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look(Progress earlier) {
        if (over) {
            return;
        }
        Progress now = Progress.of(channel);
        if (now.equals(earlier)) {
            ChannelFuture unused = channel.close();
            brokenOff();
        } else {
            lookAgainAfter(now);
        }
    }
}
