package io.signalbox.credential.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant as {@code GET /api/tenants} shows it. */
public record TenantState(
        TenantId id,
        String name,
        boolean isOpen,
        Instant openedAt,
        @Nullable Instant closedAt,
        @JsonIgnore long version) {}
