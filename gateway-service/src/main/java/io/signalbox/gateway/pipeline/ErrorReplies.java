package io.signalbox.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import io.signalbox.gateway.attempt.Reply;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.metering.DataPlaneMetrics;
import io.signalbox.kit.problem.Refusal;
import io.signalbox.kit.problem.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.channel.AbortedException;

/** What a caller gets that was refused before any target was tried, or that met a mistake of ours. */
final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    private ErrorReplies() {}

    static Reply of(Throwable fault, CallerErrors errors, DataPlaneMetrics metrics) {
        if (!(fault instanceof RefusedException refused)) {
            return unrefused(fault, errors);
        }
        Refusal refusal = refused.refusal();
        metrics.refused(refusal.code());
        Reply.Whole reply = Replies.json(refusal.kind().status(), errors.refused(refused));
        boolean later = refusal.kind() == Refusal.Kind.LIMITED || refusal.kind() == Refusal.Kind.UNAVAILABLE;
        reply.headers().set("x-should-retry", Boolean.toString(later));
        if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
            reply.headers().setInt(HttpHeaderNames.RETRY_AFTER, (int)
                    Math.max(1, refusal.retryAfter().toSeconds()));
        }
        return reply;
    }

    /** A caller that stopped sending is told so; of one that went away nothing is said to anybody. */
    private static Reply unrefused(Throwable fault, CallerErrors errors) {
        if (fault instanceof ReadTimeoutException) {
            return Replies.json(408, errors.requestTimeout());
        }
        if (!AbortedException.isConnectionReset(fault)) {
            LOG.error("a call of the data plane failed", fault);
        }
        return Replies.json(500, errors.internal());
    }
}
