package io.signalbox.usage.allowance;

import io.signalbox.usage.allowance.AllowanceEvent.AllowanceChanged;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDefined;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDropped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code allowance}: what {@code /api/limits} shows, and what shares are given out of. */
@Component
@ProcessingGroup(AllowanceProjection.NAME)
final class AllowanceProjection {
    static final String NAME = "usage.allowance";

    private static final String UPSERT = """
            insert into allowance (tenant, id, version, scope, scope_id, measure, amount, window_name, enforcement,
                when_unreachable, created_at, updated_at)
            values (:tenant, :id, :version, :scope, :scopeId, :measure, :amount, :window, :enforcement,
                :whenUnreachable, :at, :at)
            on conflict (tenant, id) do update set
                version = excluded.version, amount = excluded.amount, enforcement = excluded.enforcement,
                when_unreachable = excluded.when_unreachable, updated_at = excluded.updated_at
            """;

    private final JdbcClient jdbc;

    AllowanceProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(AllowanceEvent event, @SequenceNumber long sequence) {
        switch (event) {
            case AllowanceDefined defined -> put(defined, defined.terms(), defined.at(), sequence);
            case AllowanceChanged changed -> put(changed, changed.terms(), changed.at(), sequence);
            case AllowanceDropped dropped ->
                jdbc.sql("update allowance set removed_at = ?, version = ? where tenant = ? and id = ?")
                        .params(
                                dropped.at().atOffset(ZoneOffset.UTC),
                                sequence,
                                dropped.tenant().value(),
                                dropped.allowanceId())
                        .update();
        }
    }

    private void put(AllowanceEvent event, AllowanceTerms terms, Instant at, long sequence) {
        Window window = terms.window();
        jdbc.sql(UPSERT)
                .param("tenant", event.tenant().value())
                .param("id", event.allowanceId())
                .param("version", sequence)
                .param("scope", terms.scope().name())
                .param("scopeId", terms.scopeId())
                .param("measure", terms.measure().name())
                .param("amount", terms.amount())
                .param("window", window == null ? null : window.wire())
                .param("enforcement", terms.enforcement().name())
                .param("whenUnreachable", terms.whenUnreachable().name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from allowance").update();
    }
}
