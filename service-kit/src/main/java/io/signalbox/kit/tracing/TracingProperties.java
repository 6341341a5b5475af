package io.signalbox.kit.tracing;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is followed and where it is told, {@code signalbox.tracing.*}.
 *
 * @param endpoint of an OTLP receiver over HTTP, such as {@code http://collector:4318}; empty for none. The operator's
 *     own word, so it is called as it is, also on a private network
 * @param sampleRate the share of calls that is followed
 * @param wishesPerSecond how many further calls a second are followed because their callers asked for it
 * @param queueMax spans that wait to be told; beyond it they are dropped and counted
 */
@ConfigurationProperties("signalbox.tracing")
public record TracingProperties(
        @Nullable String endpoint,
        @DefaultValue("0.1") double sampleRate,
        @DefaultValue("10") double wishesPerSecond,
        @DefaultValue("4096") int queueMax) {
    /** Spans told with one call. */
    static final int BATCH_MAX = 512;

    public TracingProperties {
        if (!(sampleRate >= 0 && sampleRate <= 1)) {
            throw new IllegalArgumentException("signalbox.tracing.sample-rate is a share, from 0 to 1");
        }
        if (queueMax < BATCH_MAX) {
            throw new IllegalArgumentException("signalbox.tracing.queue-max is at least " + BATCH_MAX);
        }
        if (endpoint != null && !endpoint.isBlank() && !isWeb(endpoint)) {
            throw new IllegalArgumentException("signalbox.tracing.endpoint is an http or https address, or empty");
        }
    }

    private static boolean isWeb(String address) {
        URI uri = URI.create(address);
        return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    /** Where spans are posted to; null when they are told to nobody. */
    @Nullable
    String spansAddress() {
        if (endpoint == null || endpoint.isBlank()) {
            return null;
        }
        return (endpoint.endsWith("/") ? endpoint : endpoint + "/") + "v1/traces";
    }
}
