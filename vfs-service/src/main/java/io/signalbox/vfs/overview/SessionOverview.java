package io.signalbox.vfs.overview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.signalbox.vfs.session.CloseReason;
import io.signalbox.vfs.session.Quota;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as {@code GET /api/vfs/sessions} shows it: everything but its token. */
public record SessionOverview(
        UUID id,
        @Nullable String name,
        State state,
        Quota quota,
        Quota used,
        String tokenPrefix,
        String openedBy,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant closedAt,
        @Nullable CloseReason closedReason,
        @JsonIgnore long version) {
    /** Whether its files can be reached; an expired one is closed by the next sweep. */
    public enum State {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("closed")
        CLOSED;

        static State of(@Nullable Instant closedAt, Instant expiresAt, Instant now) {
            if (closedAt != null) {
                return CLOSED;
            }
            return now.isBefore(expiresAt) ? OPEN : EXPIRED;
        }
    }
}
