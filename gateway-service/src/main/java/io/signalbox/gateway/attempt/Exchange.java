package io.signalbox.gateway.attempt;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.gateway.conversation.CallerErrors;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.limits.CallerLimits;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.RoutePlan;
import io.signalbox.gateway.tracing.RequestTrace;
import java.util.UUID;

/**
 * One admitted request.
 *
 * @param headers as the caller sent them
 * @param loop of the caller's connection; everything of this request happens on it
 * @param receivedNanos when its last byte was in
 * @param limits what holds for its caller and its targets
 */
public record Exchange(
        UUID requestId,
        AccessKey key,
        HttpHeaders headers,
        CallerRequest request,
        RoutePlan plan,
        CallerErrors errors,
        EventLoop loop,
        long receivedNanos,
        RequestTrace trace,
        CallerLimits limits) {}
