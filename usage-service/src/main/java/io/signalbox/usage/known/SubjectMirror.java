package io.signalbox.usage.known;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.catalog.CatalogEvent.DefaultModelSet;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.ModelWithdrawn;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.credential.CredentialEvent;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialSealed;
import io.signalbox.contracts.provider.ProviderEvent;
import io.signalbox.contracts.provider.ProviderEvent.ModelDiscovered;
import io.signalbox.contracts.provider.ProviderEvent.ModelGone;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigurationRemoved;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeRetired;
import io.signalbox.contracts.tenant.TenantEvent;
import io.signalbox.contracts.tenant.TenantEvent.ProjectClosed;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.contracts.tenant.TenantEvent.TenantClosed;
import io.signalbox.contracts.tenant.TenantEvent.TenantOpened;
import io.signalbox.usage.known.KnownSubjects.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what limits can be for. What is not newer than what is held changes nothing; an end is remembered. */
@Component
public final class SubjectMirror {
    private static final String UPSERT = """
            insert into copy_subject (tenant, kind, id, name, user_id, requests_per_minute, ended, sequence)
            values (:tenant, :kind, :id, :name, :user, :requestsPerMinute, false, :sequence)
            on conflict (tenant, kind, id) do update set name = excluded.name, user_id = excluded.user_id,
                requests_per_minute = excluded.requests_per_minute, ended = false, sequence = excluded.sequence
            where copy_subject.sequence < excluded.sequence
            """;

    private final JdbcClient jdbc;

    SubjectMirror(@Qualifier("processorJdbc") JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void on(TenantEvent event, long sequence) {
        switch (event) {
            case TenantOpened opened -> {}
            case TenantClosed closed -> {}
            case ProjectOpened project ->
                there(new Known(project, Kind.PROJECT, project.projectId(), project.name()), sequence);
            case ProjectClosed project -> ended(project, Kind.PROJECT, project.projectId(), sequence);
        }
    }

    public void on(ProviderEvent event, long sequence) {
        switch (event) {
            case ProviderConfigured one ->
                there(new Known(one, Kind.CONFIGURATION, one.configurationId(), one.name()), sequence);
            case ProviderConfigurationRemoved one -> ended(one, Kind.CONFIGURATION, one.configurationId(), sequence);
            case ProviderTypeDefined type -> {}
            case ProviderTypeRetired type -> {}
            case ModelDiscovered model -> {}
            case ModelGone model -> {}
        }
    }

    public void on(CredentialEvent event, long sequence) {
        switch (event) {
            case AccessKeyIssued key ->
                there(
                        new Known(
                                key,
                                Kind.ACCESS_KEY,
                                key.accessKeyId(),
                                key.name(),
                                key.user(),
                                key.requestsPerMinute()),
                        sequence);
            case AccessKeyRevoked key -> ended(key, Kind.ACCESS_KEY, key.accessKeyId(), sequence);
            case CredentialSealed sealed -> {}
            case CredentialRevoked revoked -> {}
        }
    }

    public void on(CatalogEvent event, long sequence) {
        switch (event) {
            case ModelCatalogued model -> model(model, sequence);
            case ModelWithdrawn model ->
                jdbc.sql(
                                "update copy_model set ended = true, sequence = ? where tenant = ? and model_key = ? and sequence < ?")
                        .params(sequence, model.tenant().value(), model.modelKey(), sequence)
                        .update();
            case PriceSet price -> {}
            case DefaultModelSet chosen -> {}
            case RouteDefined route -> {}
            case RouteRemoved route -> {}
        }
    }

    private record Known(
            ContractEvent event,
            Kind kind,
            UUID id,
            String name,
            @Nullable String user,
            @Nullable Long requestsPerMinute) {
        Known(ContractEvent event, Kind kind, UUID id, String name) {
            this(event, kind, id, name, null, null);
        }
    }

    private void there(Known known, long sequence) {
        jdbc.sql(UPSERT)
                .param("tenant", known.event().tenant().value())
                .param("kind", known.kind().name())
                .param("id", known.id())
                .param("name", known.name())
                .param("user", known.user())
                .param("requestsPerMinute", known.requestsPerMinute())
                .param("sequence", sequence)
                .update();
    }

    private void ended(ContractEvent event, Kind kind, UUID id, long sequence) {
        jdbc.sql("""
                        update copy_subject set ended = true, sequence = ?
                        where tenant = ? and kind = ? and id = ? and sequence < ?
                        """)
                .params(sequence, event.tenant().value(), kind.name(), id, sequence)
                .update();
    }

    private void model(ModelCatalogued model, long sequence) {
        jdbc.sql("""
                        insert into copy_model
                            (tenant, model_key, configuration_id, model_id, model_type, ended, sequence)
                        values (:tenant, :key, :configuration, :model, :type, :ended, :sequence)
                        on conflict (tenant, model_key) do update set model_type = excluded.model_type,
                            ended = excluded.ended, sequence = excluded.sequence
                        where copy_model.sequence < excluded.sequence
                        """)
                .param("tenant", model.tenant().value())
                .param("key", model.modelKey())
                .param("configuration", model.configurationId())
                .param("model", model.modelId())
                .param("type", model.facts().type().name())
                .param("ended", model.lifecycle() == Lifecycle.GONE)
                .param("sequence", sequence)
                .update();
    }
}
