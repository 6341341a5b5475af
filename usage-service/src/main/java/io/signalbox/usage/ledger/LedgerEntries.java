package io.signalbox.usage.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the ledger, inside the caller's tenant transaction. */
public final class LedgerEntries {
    /** Where a page ended. */
    public record Position(Instant openedAt, UUID requestId, int attempt, int entryNo) {
        public static Position of(LedgerEntry entry) {
            Attempt attempt = entry.attempt();
            return new Position(attempt.openedAt(), attempt.requestId(), attempt.attempt(), attempt.entryNo());
        }
    }

    /** Which entries are asked for, newest first: those opened in a half-open span, and of those what a filter says. */
    public record Question(
            Instant from,
            Instant to,
            @Nullable UUID configuration,
            @Nullable String model,
            @Nullable String user,
            @Nullable UUID project,
            @Nullable UUID accessKey,
            @Nullable String outcome) {}

    private static final String PAGE = """
            SELECT to_jsonb(e) FROM ledger_entry AS e
            WHERE opened_at >= :from AND opened_at < :to
                AND (CAST(:configuration AS uuid) IS NULL OR configuration_id = :configuration)
                AND (CAST(:model AS text) IS NULL OR model_sent = :model)
                AND (CAST(:user AS text) IS NULL OR user_id = :user)
                AND (CAST(:project AS uuid) IS NULL OR project_id = :project)
                AND (CAST(:accessKey AS uuid) IS NULL OR access_key_id = :accessKey)
                AND (CAST(:outcome AS text) IS NULL OR outcome = :outcome)
                AND (CAST(:afterOpened AS timestamptz) IS NULL
                    OR (opened_at, request_id, attempt, entry_no)
                        < (CAST(:afterOpened AS timestamptz), CAST(:afterRequest AS uuid),
                            CAST(:afterAttempt AS integer), CAST(:afterEntry AS integer)))
            ORDER BY opened_at DESC, request_id DESC, attempt DESC, entry_no DESC
            LIMIT :limit
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public LedgerEntries(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** All entries of one request: attempt by attempt, each with its adjustments. */
    public List<LedgerEntry> ofRequest(UUID requestId) {
        return jdbc.sql("SELECT to_jsonb(e) FROM ledger_entry AS e WHERE request_id = :id ORDER BY attempt, entry_no")
                .param("id", requestId)
                .query((row, number) -> entry(row.getString(1)))
                .list();
    }

    /** The next entries after that one. */
    public List<LedgerEntry> page(Question question, @Nullable Position after, int limit) {
        Map<String, @Nullable Object> parameters = new TreeMap<>();
        parameters.put("from", Timestamp.from(question.from()));
        parameters.put("to", Timestamp.from(question.to()));
        parameters.put("configuration", question.configuration());
        parameters.put("model", question.model());
        parameters.put("user", question.user());
        parameters.put("project", question.project());
        parameters.put("accessKey", question.accessKey());
        parameters.put("outcome", question.outcome());
        parameters.put("afterOpened", after == null ? null : Timestamp.from(after.openedAt()));
        parameters.put("afterRequest", after == null ? null : after.requestId());
        parameters.put("afterAttempt", after == null ? null : after.attempt());
        parameters.put("afterEntry", after == null ? null : after.entryNo());
        parameters.put("limit", limit);
        return jdbc.sql(PAGE)
                .params(parameters)
                .query((row, number) -> entry(row.getString(1)))
                .list();
    }

    private LedgerEntry entry(String row) {
        try {
            JsonNode tree = json.readTree(row);
            return new LedgerEntry(json.treeToValue(tree, Attempt.class), json.treeToValue(tree, Standing.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ledger entry cannot be read", e);
        }
    }
}
