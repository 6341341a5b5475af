package io.signalbox.gateway.journal;

import io.signalbox.contracts.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an attempt before its target is called: what the ledger gets if this process dies with the
 * attempt open. Fields as in the usage record.
 *
 * @param estimatedMeters what it will have used if nobody ever learns better
 * @param traceParent the attempt's place in a trace, for the record's header and not its body; null when not followed
 */
public record AttemptOpening(
        TenantId tenant,
        UUID requestId,
        int attempt,
        @Nullable UUID projectId,
        @Nullable String user,
        UUID accessKeyId,
        Map<String, String> tags,
        String operation,
        String dialect,
        boolean streamed,
        @Nullable String route,
        String modelAsked,
        UUID configurationId,
        String providerType,
        @Nullable UUID credentialId,
        String modelSent,
        Map<String, BigDecimal> estimatedMeters,
        Instant openedAt,
        @Nullable String traceParent,
        @Nullable String routing) {}
