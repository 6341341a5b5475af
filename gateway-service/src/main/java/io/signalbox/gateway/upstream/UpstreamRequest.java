package io.signalbox.gateway.upstream;

import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.kit.identity.Secret;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a provider. Nothing of the caller's own headers is in it that its dialect does not count to the request.
 *
 * @param headers of configuration, adapter and dialect, names in lower case
 * @param key the header that carries the provider key; null for a provider without
 * @param traceParent for a provider that is told of the trace; null for all others
 * @param body with its own content type; empty where the method has none
 */
public record UpstreamRequest(
        HttpMethod method,
        URI uri,
        Map<String, String> headers,
        @Nullable KeyHeader key,
        boolean streamed,
        UUID requestId,
        int attempt,
        @Nullable String traceParent,
        OutgoingBody body) {
    /** How a provider key is sent. */
    public record KeyHeader(String name, String prefix, Secret secret) {}
}
