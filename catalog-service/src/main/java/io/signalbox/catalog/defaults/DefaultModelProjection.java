package io.signalbox.catalog.defaults;

import io.signalbox.catalog.defaults.DefaultModelEvent.DefaultModelChosen;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table behind {@code /api/model-settings}. */
@Component
@ProcessingGroup(DefaultModelProjection.NAME)
final class DefaultModelProjection {
    static final String NAME = "catalog.defaults";

    private final JdbcClient jdbc;

    DefaultModelProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DefaultModelEvent event) {
        switch (event) {
            case DefaultModelChosen chosen ->
                jdbc.sql("""
                            insert into default_model (tenant, model_type, configuration_id, model_id, set_at)
                            values (?, ?, ?, ?, ?)
                            on conflict (tenant, model_type) do update set configuration_id = excluded.configuration_id,
                                model_id = excluded.model_id, set_at = excluded.set_at
                            """)
                        .params(
                                chosen.tenant().value(),
                                chosen.modelType().wire(),
                                chosen.configurationId(),
                                chosen.modelId(),
                                chosen.at().atOffset(ZoneOffset.UTC))
                        .update();
        }
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from default_model").update();
    }
}
