package io.signalbox.credential.directory;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project as {@code GET /api/projects} shows it. */
public record ProjectState(
        UUID id,
        String name,
        boolean isOpen,
        Instant openedAt,
        @Nullable Instant closedAt,
        @JsonIgnore long version) {}
