package io.signalbox.usage.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.pricing.Quantities;
import io.signalbox.usage.ledger.Standing.Rating;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which attempts a price concerns, each as all its entries leave it. */
public final class ConcernedAttempts {
    /** Before every id there is. */
    private static final UUID FIRST = new UUID(0, 0);

    private static final String PAGE = """
            WITH page AS MATERIALIZED (
                SELECT request_id, attempt FROM ledger_entry
                WHERE entry_no = 0 AND model_sent = :model AND provider_type = :providerType
                    AND (CAST(:tenant AS text) IS NULL OR tenant = :tenant)
                    AND (CAST(:configurationId AS uuid) IS NULL OR configuration_id = :configurationId)
                    AND opened_at >= :effectiveFrom
                    AND (request_id, attempt) > (:afterRequest, :afterAttempt)
                ORDER BY request_id, attempt LIMIT :limit
            )
            SELECT entry.request_id, entry.attempt, entry.entry_no, entry.tenant, entry.provider_type,
                entry.configuration_id, entry.model_sent, entry.meters, entry.tier, entry.opened_at, entry.rating,
                entry.cost, entry.currency
            FROM page JOIN ledger_entry AS entry USING (request_id, attempt)
            ORDER BY entry.request_id, entry.attempt, entry.entry_no
            """;

    private static final TypeReference<Map<String, BigDecimal>> METERS = new TypeReference<>() {};

    /**
     * What a price is for.
     *
     * @param tenant absent for a price of the platform, which concerns everybody
     */
    record Question(
            @Nullable String tenant,
            String providerType,
            @Nullable UUID configurationId,
            String model,
            Instant effectiveFrom) {}

    private record Entry(
            RatedAttempt first,
            Rating rating,
            @Nullable BigDecimal cost,
            @Nullable String currency) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public ConcernedAttempts(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The next attempts after that one, in the order of their ids. */
    List<RatedAttempt> page(Question question, @Nullable UUID afterRequest, @Nullable Integer afterAttempt, int limit) {
        List<Entry> entries = jdbc.sql(PAGE)
                .param("model", question.model())
                .param("providerType", question.providerType())
                .param("tenant", question.tenant())
                .param("configurationId", question.configurationId())
                .param("effectiveFrom", Timestamp.from(question.effectiveFrom()))
                .param("afterRequest", afterRequest == null ? FIRST : afterRequest)
                .param("afterAttempt", afterAttempt == null ? 0 : afterAttempt)
                .param("limit", limit)
                .query(this::entry)
                .list();
        List<RatedAttempt> attempts = new ArrayList<>();
        for (Entry entry : entries) {
            boolean original = entry.first().lastEntryNo() == 0;
            attempts.add(plus(original ? entry.first() : attempts.removeLast(), entry));
        }
        return attempts;
    }

    private static RatedAttempt plus(RatedAttempt before, Entry entry) {
        Map<String, BigDecimal> costs = new TreeMap<>(before.costs());
        if (entry.cost() != null && entry.currency() != null) {
            costs.merge(entry.currency(), entry.cost(), BigDecimal::add);
        }
        return new RatedAttempt(
                before.key(),
                before.requestId(),
                before.attempt(),
                before.quantities(),
                entry.first().lastEntryNo(),
                entry.rating(),
                costs);
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        Rating rating = Rating.valueOf(row.getString("rating"));
        Quantities quantities = new Quantities(
                meters(row.getString("meters")),
                row.getString("tier"),
                "",
                row.getTimestamp("opened_at").toInstant());
        PriceKey key = new PriceKey(
                row.getString("tenant"),
                row.getString("provider_type"),
                row.getObject("configuration_id", UUID.class),
                row.getString("model_sent"));
        RatedAttempt attempt = new RatedAttempt(
                key,
                row.getObject("request_id", UUID.class),
                row.getInt("attempt"),
                quantities,
                row.getInt("entry_no"),
                rating,
                Map.of());
        return new Entry(attempt, rating, row.getBigDecimal("cost"), row.getString("currency"));
    }

    private Map<String, BigDecimal> meters(String text) {
        try {
            return json.readValue(text, METERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored meters cannot be read", e);
        }
    }
}
