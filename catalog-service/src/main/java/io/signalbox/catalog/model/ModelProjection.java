package io.signalbox.catalog.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.catalog.model.ModelEvent.DeclarationWithdrawn;
import io.signalbox.catalog.model.ModelEvent.ModelDeclared;
import io.signalbox.catalog.model.ModelEvent.ModelFound;
import io.signalbox.catalog.model.ModelEvent.ModelLost;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.kit.contractjson.ContractJson;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the unified catalogue. A model that is gone or taken back stays, marked. */
@Component
@ProcessingGroup(ModelProjection.NAME)
final class ModelProjection {
    static final String NAME = "catalog.model";

    /** What a row's lifecycle says when nobody declares the model any more and no discovery ever found it. */
    private static final String WITHDRAWN = "withdrawn";

    private static final String UPSERT = """
            insert into catalogued_model (tenant, id, version, configuration_id, provider, model_id, name, display_name,
                description, type, context_window, max_output_tokens, input_modalities, output_modalities, features,
                default_temperature, requests_per_minute, requests_per_hour, requests_per_day, provider_settings, metadata,
                lifecycle, declared, active, created_at, updated_at)
            values (:tenant, :id, :version, :configuration, :provider, :modelId, :name, :displayName,
                :description, :type, :contextWindow, :maxOutputTokens, :inputModalities, :outputModalities, :features,
                :defaultTemperature, :perMinute, :perHour, :perDay, :providerSettings::jsonb, :metadata::jsonb,
                :lifecycle, :declared, :active, :at, :at)
            on conflict (tenant, id) do update set
                version = excluded.version, name = excluded.name, display_name = excluded.display_name,
                provider = excluded.provider, description = excluded.description, type = excluded.type,
                context_window = excluded.context_window, max_output_tokens = excluded.max_output_tokens,
                input_modalities = excluded.input_modalities, output_modalities = excluded.output_modalities,
                features = excluded.features, default_temperature = excluded.default_temperature,
                requests_per_minute = excluded.requests_per_minute, requests_per_hour = excluded.requests_per_hour,
                requests_per_day = excluded.requests_per_day, provider_settings = excluded.provider_settings,
                metadata = excluded.metadata, lifecycle = excluded.lifecycle, declared = excluded.declared,
                active = excluded.active, updated_at = excluded.updated_at
            """;

    private final JdbcClient jdbc;

    ModelProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ModelEvent event, @SequenceNumber long sequence) throws JsonProcessingException {
        switch (event) {
            case ModelFound found -> put(found, found.entry(), sequence);
            case ModelLost lost -> put(lost, lost.entry(), sequence);
            case ModelDeclared declared -> put(declared, declared.entry(), sequence);
            case DeclarationWithdrawn withdrawn -> withdraw(withdrawn, withdrawn.entry(), sequence);
        }
    }

    private void withdraw(DeclarationWithdrawn event, @Nullable ModelEntry discovered, long sequence)
            throws JsonProcessingException {
        if (discovered != null) {
            put(event, discovered, sequence);
            return;
        }
        jdbc.sql("""
                        update catalogued_model set lifecycle = ?, declared = false, version = ?, updated_at = ?
                        where tenant = ? and id = ?
                        """)
                .params(
                        WITHDRAWN,
                        sequence,
                        event.at().atOffset(ZoneOffset.UTC),
                        event.tenant().value(),
                        event.modelKey())
                .update();
    }

    private void put(ModelEvent event, ModelEntry entry, long sequence) throws JsonProcessingException {
        facts(jdbc.sql(UPSERT), entry.facts())
                .param("tenant", event.tenant().value())
                .param("id", event.modelKey())
                .param("version", sequence)
                .param("configuration", entry.identity().configurationId())
                .param("provider", entry.identity().provider())
                .param("modelId", entry.identity().modelId())
                .param("name", entry.name())
                .param("description", entry.description())
                .param("defaultTemperature", entry.defaultTemperature())
                .param("perMinute", entry.requestsPerMinute())
                .param("perHour", entry.requestsPerHour())
                .param("perDay", entry.requestsPerDay())
                .param("providerSettings", ContractJson.mapper().writeValueAsString(entry.providerSettings()))
                .param("metadata", ContractJson.mapper().writeValueAsString(entry.metadata()))
                .param("lifecycle", entry.lifecycle().name().toLowerCase(Locale.ROOT))
                .param("declared", entry.declared())
                .param("active", entry.active())
                .param("at", event.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static JdbcClient.StatementSpec facts(JdbcClient.StatementSpec sql, ModelFacts facts) {
        return sql.param("displayName", facts.displayName())
                .param("type", facts.type().wire())
                .param("contextWindow", facts.contextWindow())
                .param("maxOutputTokens", facts.maxOutputTokens())
                .param("inputModalities", array(facts.inputModalities()))
                .param("outputModalities", array(facts.outputModalities()))
                .param("features", array(facts.features()));
    }

    private static String[] array(List<String> words) {
        return words.toArray(String[]::new);
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from catalogued_model").update();
    }
}
