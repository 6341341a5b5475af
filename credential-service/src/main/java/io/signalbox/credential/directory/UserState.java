package io.signalbox.credential.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as {@code GET /api/users} shows it. */
public record UserState(
        String id,
        @Nullable String displayName,
        List<String> roles,
        Instant registeredAt,
        Instant changedAt,
        @JsonIgnore long version) {}
