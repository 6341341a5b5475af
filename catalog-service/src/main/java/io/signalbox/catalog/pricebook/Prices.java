package io.signalbox.catalog.pricebook;

import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.problem.StandardRefusal;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The price book as a tenant sees it: its own entries and the platform's. Called inside a tenant's transaction. */
@Component
final class Prices {
    /** Which entries of the book; null does not restrict. */
    record Filter(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String meter,
            @Nullable UUID configurationId) {}

    private final JdbcClient jdbc;

    Prices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    PriceState required(UUID id) {
        return jdbc.sql("select * from price where id = ?")
                .param(id)
                .query(Prices::state)
                .optional()
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The price " + id));
    }

    /** One page, what was set last first. */
    Page<PriceState> page(PageRequest request, Filter filter) {
        Optional<Cursor> after = request.after(2);
        List<PriceState> rows = jdbc.sql("""
                        select * from price
                        where (:provider::text is null or provider = :provider)
                          and (:model::text is null or model = :model)
                          and (:meter::text is null or meter = :meter)
                          and (:configuration::uuid is null or configuration_id = :configuration)
                          and (:afterId::uuid is null or (set_at, id) < (:afterAt::timestamptz, :afterId::uuid))
                        order by set_at desc, id desc limit :limit
                        """)
                .param("provider", filter.provider())
                .param("model", filter.model())
                .param("meter", filter.meter())
                .param("configuration", filter.configurationId())
                .param("afterAt", after.map(cursor -> cursor.values().get(0)).orElse(null))
                .param("afterId", after.map(cursor -> cursor.values().get(1)).orElse(null))
                .param("limit", request.limitPlusOne())
                .query(Prices::state)
                .list();
        return Page.of(rows, request, row -> Cursor.at(row.setAt(), row.id()));
    }

    private static PriceState state(ResultSet row, int number) throws SQLException {
        boolean own = !row.getString("tenant").equals(TenantId.PLATFORM.value());
        return new PriceState(
                row.getObject("id", UUID.class),
                own ? "tenant" : "platform",
                row.getString("provider"),
                row.getObject("configuration_id", UUID.class),
                row.getString("model"),
                row.getString("meter"),
                row.getLong("context_from"),
                row.getString("tier"),
                row.getString("region"),
                new Money(plain(row.getBigDecimal("amount")), row.getString("currency")),
                instant(row, "effective_from"),
                instant(row, "set_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
