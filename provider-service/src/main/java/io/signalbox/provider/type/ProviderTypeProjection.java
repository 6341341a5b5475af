package io.signalbox.provider.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.provider.type.ProviderTypeEvent.TypeDefined;
import io.signalbox.provider.type.ProviderTypeEvent.TypeRetired;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table of provider types. */
@Component
@ProcessingGroup(ProviderTypeProjection.NAME)
final class ProviderTypeProjection {
    static final String NAME = "provider.type";

    private final JdbcClient jdbc;

    ProviderTypeProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ProviderTypeEvent event) throws JsonProcessingException {
        switch (event) {
            case TypeDefined defined ->
                jdbc.sql("""
                            insert into provider_type (tenant, type, definition) values (?, ?, ?::jsonb)
                            on conflict (tenant, type) do update set definition = excluded.definition
                            """)
                        .params(
                                defined.tenant().value(),
                                defined.definition().type(),
                                ContractJson.mapper().writeValueAsString(defined.definition()))
                        .update();
            case TypeRetired retired ->
                jdbc.sql("delete from provider_type where tenant = ? and type = ?")
                        .params(retired.tenant().value(), retired.type())
                        .update();
        }
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from provider_type").update();
    }
}
