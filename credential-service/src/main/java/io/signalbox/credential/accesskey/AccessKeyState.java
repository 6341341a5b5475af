package io.signalbox.credential.accesskey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An access key as {@code GET /api/access-keys} shows it: everything but the key. */
public record AccessKeyState(
        UUID id,
        String name,
        String prefix,
        @Nullable UUID projectId,
        @Nullable String user,
        List<String> models,
        List<String> routes,
        @Nullable Long requestsPerMinute,
        Map<String, String> tags,
        boolean isActive,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @JsonIgnore TenantId tenant,
        @JsonIgnore String secretHash,
        @JsonIgnore long version) {
    AccessKeyTerms terms() {
        return new AccessKeyTerms(name, models, routes, requestsPerMinute, tags, isActive, expiresAt);
    }
}
