package io.signalbox.gateway.tracing;

import io.signalbox.gateway.upstream.Origin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What only the gateway's traces need, {@code signalbox.gateway.tracing.*}.
 *
 * @param providers addresses of providers that get the {@code traceparent}, such as model servers of one's own; nobody
 *     else's business is which of our requests belong together
 */
@ConfigurationProperties("signalbox.gateway.tracing")
public record RequestTracingProperties(@DefaultValue List<String> providers) {
    public RequestTracingProperties {
        providers.forEach(RequestTracingProperties::origin);
    }

    Set<String> origins() {
        return providers.stream().map(RequestTracingProperties::origin).collect(Collectors.toSet());
    }

    private static String origin(String address) {
        return Origin.of(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "signalbox.gateway.tracing.providers are http or https addresses, and not " + address));
    }
}
