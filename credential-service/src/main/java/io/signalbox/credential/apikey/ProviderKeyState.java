package io.signalbox.credential.apikey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider key as {@code GET /api/api-keys} shows it: everything but the key.
 *
 * @param keyPrefix a few leading characters
 * @param isValid what the provider last said of it; null when nobody asked
 */
public record ProviderKeyState(
        UUID id,
        String userId,
        @Nullable UUID projectId,
        String provider,
        String keyName,
        String keyPrefix,
        String origin,
        int keyVersion,
        boolean isActive,
        @Nullable Boolean isValid,
        @Nullable Instant lastUsedAt,
        long usageCount,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant revokedAt,
        @JsonIgnore long version) {}
