package io.signalbox.provider.discovery;

import io.signalbox.provider.discovery.DiscoveryEvent.DiscoveryFinished;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelFound;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelLost;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps which models each configuration offers; the catalogue with all it knows of them is another service's. */
@Component
@ProcessingGroup(DiscoveredModelProjection.NAME)
final class DiscoveredModelProjection {
    static final String NAME = "provider.discovery";

    private final JdbcClient jdbc;

    DiscoveredModelProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(DiscoveryEvent event) {
        switch (event) {
            case ModelFound found ->
                jdbc.sql("""
                            insert into discovered_model (tenant, configuration_id, model_id, gone) values (?, ?, ?, false)
                            on conflict (tenant, configuration_id, model_id) do update set gone = false
                            """)
                        .params(found.tenant().value(), found.configurationId(), found.modelId())
                        .update();
            case ModelLost lost ->
                jdbc.sql("""
                            update discovered_model set gone = true
                            where tenant = ? and configuration_id = ? and model_id = ?
                            """)
                        .params(lost.tenant().value(), lost.configurationId(), lost.modelId())
                        .update();
            case DiscoveryFinished finished -> {
                // Said by its models.
            }
        }
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from discovered_model").update();
    }
}
