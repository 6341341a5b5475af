package io.signalbox.gateway.journal.file;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Attempts as the data plane would describe them. */
final class AttemptExamples {
    static final TenantId ACME = new TenantId("acme");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    private AttemptExamples() {}

    static AttemptOpening opening(UUID requestId) {
        return opening(requestId, 1);
    }

    static AttemptOpening opening(UUID requestId, int attempt) {
        return new AttemptOpening(
                ACME,
                requestId,
                attempt,
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "ada",
                UUID.fromString("00000000-0000-7000-8000-000000000002"),
                Map.of("team", "search \"and\" find"),
                "chat",
                "openai",
                true,
                "fast",
                "fast",
                UUID.fromString("00000000-0000-7000-8000-000000000003"),
                "openai",
                UUID.fromString("00000000-0000-7000-8000-000000000004"),
                "gpt-4o",
                Map.of("input_tokens", new BigDecimal("12")),
                NOW,
                null,
                "weighted: drawn by weight");
    }

    static AttemptOpening openingAt(UUID requestId, Instant at) {
        return new AttemptOpening(
                ACME,
                requestId,
                1,
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "ada",
                UUID.fromString("00000000-0000-7000-8000-000000000002"),
                Map.of("team", "search \"and\" find"),
                "chat",
                "openai",
                true,
                "fast",
                "fast",
                UUID.fromString("00000000-0000-7000-8000-000000000003"),
                "openai",
                UUID.fromString("00000000-0000-7000-8000-000000000004"),
                "gpt-4o",
                Map.of("input_tokens", new BigDecimal("12")),
                at,
                null,
                null);
    }

    static AttemptOpening followed(UUID requestId, String traceParent) {
        AttemptOpening plain = sparseOpening(requestId);
        return new AttemptOpening(
                ACME,
                requestId,
                1,
                null,
                null,
                plain.accessKeyId(),
                plain.tags(),
                plain.operation(),
                plain.dialect(),
                false,
                null,
                plain.modelAsked(),
                plain.configurationId(),
                plain.providerType(),
                null,
                plain.modelSent(),
                plain.estimatedMeters(),
                NOW,
                traceParent,
                null);
    }

    static AttemptOpening sparseOpening(UUID requestId) {
        return new AttemptOpening(
                ACME,
                requestId,
                2,
                null,
                null,
                UUID.fromString("00000000-0000-7000-8000-000000000002"),
                Map.of(),
                "embeddings",
                "openai",
                false,
                null,
                "local/é😀",
                UUID.fromString("00000000-0000-7000-8000-000000000003"),
                "ollama",
                null,
                "é😀",
                Map.of(),
                NOW,
                null,
                null);
    }

    static AttemptClosing succeeded() {
        return new AttemptClosing(
                true,
                Outcome.SUCCEEDED,
                null,
                200,
                "req-1",
                "gpt-4o-2024-08-06",
                "standard",
                Map.of("output_tokens", new BigDecimal("1E+2")),
                false,
                NOW.plusMillis(250),
                42_000L,
                250_000,
                List.of(UUID.fromString("00000000-0000-7000-8000-000000000005")),
                Money.usd("0.000000123"));
    }

    static AttemptClosing refusedConnection() {
        return new AttemptClosing(
                false,
                Outcome.FAILED,
                FailureKind.CONNECT_FAILED,
                null,
                null,
                null,
                "standard",
                Map.of(),
                false,
                NOW.plusSeconds(1),
                null,
                1_000_000,
                List.of(),
                null);
    }
}
