package io.signalbox.credential.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as {@code GET /api/audit} shows it; {@code hash} covers it and everything before it. */
public record AuditState(
        long position,
        UUID id,
        Instant at,
        String service,
        String actor,
        String action,
        String subject,
        AuditEntry.Outcome outcome,
        @Nullable String from,
        Map<String, String> detail,
        String hash) {}
