package io.signalbox.catalog.typed;

import io.signalbox.catalog.model.ModelEvent;
import io.signalbox.catalog.model.ModelEvent.DeclarationWithdrawn;
import io.signalbox.catalog.model.ModelEvent.ModelDeclared;
import io.signalbox.catalog.model.ModelEvent.ModelFound;
import io.signalbox.catalog.model.ModelEvent.ModelLost;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what providers themselves say of their models, in their own columns. Declarations are none of theirs. */
@Component
@ProcessingGroup(TypedModelProjection.NAME)
final class TypedModelProjection {
    static final String NAME = "catalog.typed";

    private final JdbcClient jdbc;
    private final TypedTables tables;

    TypedModelProjection(@Qualifier("processorJdbc") JdbcClient jdbc, TypedTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
    }

    @EventHandler
    void on(ModelEvent event) {
        switch (event) {
            case ModelFound found -> tables.of(found.adapter()).ifPresent(table -> put(table, found));
            case ModelLost lost -> tables.of(lost.adapter()).ifPresent(table -> mark(table, lost));
            case ModelDeclared declared -> {}
            case DeclarationWithdrawn withdrawn -> {}
        }
    }

    private void put(TypedTable table, ModelFound found) {
        JdbcClient.StatementSpec sql = jdbc.sql(table.upsert())
                .param(found.tenant().value())
                .param(found.entry().identity().configurationId())
                .param(found.entry().identity().modelId())
                .param(found.at().atOffset(ZoneOffset.UTC));
        table.values(found.fields()).forEach(value -> sql.param(value.orElse(null)));
        sql.update();
    }

    private void mark(TypedTable table, ModelLost lost) {
        jdbc.sql("update " + table.name()
                        + " set gone_at = ? where tenant = ? and configuration_id = ? and model_id = ?")
                .params(
                        lost.at().atOffset(ZoneOffset.UTC),
                        lost.tenant().value(),
                        lost.entry().identity().configurationId(),
                        lost.entry().identity().modelId())
                .update();
    }

    @ResetHandler
    void reset() {
        tables.all().forEach(table -> jdbc.sql("delete from " + table.name()).update());
    }
}
