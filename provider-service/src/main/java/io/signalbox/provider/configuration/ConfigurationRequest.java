package io.signalbox.provider.configuration;

import io.signalbox.kit.identity.Secret;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may send for a configuration; in a change every absent field stays as it is.
 *
 * @param apiKey write-only; in a change it is refused, rotating has a path of its own
 * @param configuration the settings of the provider's schema
 */
record ConfigurationRequest(
        @Nullable String name,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @Nullable Map<String, Object> configuration,
        @Nullable Map<String, String> headers,
        @Nullable Boolean isActive,
        @Nullable String visibility,
        @Nullable UUID projectId) {

    @Override
    public String toString() {
        return "ConfigurationRequest[" + name + ", " + provider + ", apiKey=" + Secret.class.getSimpleName() + "]";
    }
}
