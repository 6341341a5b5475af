package io.signalbox.provider.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as callers see it; the names are those of the public API. The key is never among it.
 *
 * @param configuration the settings
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
        String owner,
        @Nullable UUID projectId,
        String visibility,
        @Nullable Instant lastTested,
        String testStatus,
        @Nullable Long latencyMs,
        @Nullable String testMessage,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {}
