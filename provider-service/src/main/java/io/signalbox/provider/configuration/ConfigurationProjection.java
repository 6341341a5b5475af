package io.signalbox.provider.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.provider.configuration.ConfigurationEvent.Changed;
import io.signalbox.provider.configuration.ConfigurationEvent.Configured;
import io.signalbox.provider.configuration.ConfigurationEvent.ConnectionTested;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyAdded;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRemoved;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRotated;
import io.signalbox.provider.configuration.ConfigurationEvent.Removed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the tables behind {@code /api/configurations}. */
@Component
@ProcessingGroup(ConfigurationProjection.NAME)
final class ConfigurationProjection {
    /** Processor, token and metric tag. */
    static final String NAME = "provider.configuration";

    private static final String WITHOUT_KEY = """
            update configuration set further_keys = coalesce(
                    (select jsonb_agg(key) from jsonb_array_elements(further_keys) as key where key ->> 'id' <> ?), '[]'),
                version = ?, updated_at = ?
            where tenant = ? and id = ?
            """;

    private final JdbcClient jdbc;

    ConfigurationProjection(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ConfigurationEvent event, @SequenceNumber long sequence) throws JsonProcessingException {
        switch (event) {
            case Configured configured -> insert(configured, sequence);
            case Changed changed -> update(changed, sequence);
            case KeyRotated rotated ->
                jdbc.sql("""
                            update configuration set credential_id = ?, key_hint = ?, version = ?, updated_at = ?
                            where tenant = ? and id = ?
                            """)
                        .params(
                                rotated.credentialId(),
                                rotated.keyHint(),
                                sequence,
                                at(rotated.at()),
                                rotated.tenant().value(),
                                rotated.configurationId())
                        .update();
            case KeyAdded added -> add(added, sequence);
            case KeyRemoved removed -> update(WITHOUT_KEY, removed, removed.credentialId(), removed.at(), sequence);
            case ConnectionTested tested -> record(tested, sequence);
            case Removed removed -> {
                jdbc.sql("delete from configuration where tenant = ? and id = ?")
                        .params(removed.tenant().value(), removed.configurationId())
                        .update();
                jdbc.sql("delete from connection_test where tenant = ? and configuration_id = ?")
                        .params(removed.tenant().value(), removed.configurationId())
                        .update();
            }
        }
    }

    private void insert(Configured event, long sequence) throws JsonProcessingException {
        ConfigurationDetails details = event.details();
        jdbc.sql("""
                        insert into configuration (tenant, id, version, name, provider, adapter, base_url, model, credential_id,
                            key_hint, headers, settings, owner, project_id, visibility, active, test_status, created_at, updated_at)
                        values (:tenant, :id, :version, :name, :provider, :adapter, :baseUrl, :model, :credentialId,
                            :keyHint, :headers::jsonb, :settings::jsonb, :owner, :projectId, :visibility, :active, :testStatus, :at, :at)
                        """)
                .param("tenant", event.tenant().value())
                .param("id", event.configurationId())
                .param("version", sequence)
                .param("name", details.name())
                .param("provider", details.providerType())
                .param("adapter", details.adapter())
                .param("baseUrl", details.baseUrl())
                .param("model", details.model())
                .param("credentialId", details.credentialId())
                .param("keyHint", details.keyHint())
                .param("headers", ContractJson.mapper().writeValueAsString(details.headers()))
                .param("settings", ContractJson.mapper().writeValueAsString(details.settings()))
                .param("owner", details.owner())
                .param("projectId", details.projectId())
                .param("visibility", details.visibility().name())
                .param("active", details.active())
                .param("testStatus", TestStatus.PENDING.name())
                .param("at", at(event.at()))
                .update();
    }

    private void update(Changed event, long sequence) throws JsonProcessingException {
        ConfigurationDetails details = event.details();
        jdbc.sql("""
                        update configuration set version = :version, name = :name, base_url = :baseUrl, model = :model,
                            headers = :headers::jsonb, settings = :settings::jsonb, project_id = :projectId,
                            visibility = :visibility, active = :active, updated_at = :at
                        where tenant = :tenant and id = :id
                        """)
                .param("tenant", event.tenant().value())
                .param("id", event.configurationId())
                .param("version", sequence)
                .param("name", details.name())
                .param("baseUrl", details.baseUrl())
                .param("model", details.model())
                .param("headers", ContractJson.mapper().writeValueAsString(details.headers()))
                .param("settings", ContractJson.mapper().writeValueAsString(details.settings()))
                .param("projectId", details.projectId())
                .param("visibility", details.visibility().name())
                .param("active", details.active())
                .param("at", at(event.at()))
                .update();
    }

    private void add(KeyAdded event, long sequence) throws JsonProcessingException {
        update(WITHOUT_KEY, event, event.credentialId(), event.at(), sequence);
        jdbc.sql("update configuration set further_keys = further_keys || ?::jsonb where tenant = ? and id = ?")
                .params(
                        ContractJson.mapper()
                                .writeValueAsString(List.of(new ConfigurationState.Key(
                                        event.credentialId(), event.keyName(), event.keyHint()))),
                        event.tenant().value(),
                        event.configurationId())
                .update();
    }

    private void update(String sql, ConfigurationEvent event, UUID credentialId, Instant at, long sequence) {
        jdbc.sql(sql)
                .params(
                        credentialId.toString(),
                        sequence,
                        at(at),
                        event.tenant().value(),
                        event.configurationId())
                .update();
    }

    private void record(ConnectionTested event, long sequence) {
        jdbc.sql("""
                        update configuration set version = ?, last_tested = ?, test_status = ?, test_latency_millis = ?,
                            test_message = ? where tenant = ? and id = ?
                        """)
                .params(
                        sequence,
                        at(event.at()),
                        event.status().name(),
                        event.latencyMillis(),
                        event.message(),
                        event.tenant().value(),
                        event.configurationId())
                .update();
        jdbc.sql("""
                        insert into connection_test (tenant, configuration_id, sequence, status, latency_millis, message, at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        event.tenant().value(),
                        event.configurationId(),
                        sequence,
                        event.status().name(),
                        event.latencyMillis(),
                        event.message(),
                        at(event.at()))
                .update();
    }

    @ResetHandler
    void reset() {
        jdbc.sql("delete from configuration").update();
        jdbc.sql("delete from connection_test").update();
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
