package io.signalbox.credential.audit;

import io.signalbox.contracts.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did, or tried to do, something.
 *
 * @param action what was asked for, {@code access-key.issue}
 * @param subject what it was asked for, {@code access-key/<id>}
 * @param from the caller's address, as far as it is known
 * @param detail never a secret
 */
public record AuditEntry(
        TenantId tenant,
        UUID id,
        String service,
        String actor,
        String action,
        String subject,
        Outcome outcome,
        @Nullable String from,
        Map<String, String> detail,
        Instant at) {
    /** How it ended. */
    public enum Outcome {
        ALLOWED,
        REFUSED,
        FAILED
    }

    public AuditEntry {
        detail = Map.copyOf(detail);
        // As precise as the database keeps it, else the hash of what was said is not that of what is kept.
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
