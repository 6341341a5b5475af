package io.signalbox.provider.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as callers see it; the names are those of the public API. The key is never among it.
 *
 * @param configuration the settings
 * @param keys all it has, its own first; calls are spread over them
 * @param testStatus {@code pending}, {@code success} or {@code failed}
 */
public record ConfigurationState(
        UUID id,
        String name,
        String provider,
        @JsonIgnore String adapter,
        @Nullable String model,
        String baseUrl,
        Map<String, Object> configuration,
        Map<String, String> headers,
        boolean isActive,
        @Nullable UUID credentialId,
        @Nullable String keyHint,
        List<Key> keys,
        String owner,
        @Nullable UUID projectId,
        String visibility,
        @Nullable Instant lastTested,
        String testStatus,
        @Nullable Long latencyMs,
        @Nullable String testMessage,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {
    /**
     * One key, as far as anybody may know it.
     *
     * @param hint a few leading characters
     */
    public record Key(UUID id, String name, String hint) {}
}
