package io.signalbox.catalog.inbox;

import io.signalbox.catalog.model.ModelCommand.CatalogueFound;
import io.signalbox.catalog.model.ModelCommand.MarkLost;
import io.signalbox.catalog.model.ModelIdentity;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.provider.ProviderEvent;
import io.signalbox.contracts.provider.ProviderEvent.ModelDiscovered;
import io.signalbox.contracts.provider.ProviderEvent.ModelGone;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigurationRemoved;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeRetired;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.TenantCommand;
import io.signalbox.kit.inbox.Inbox;
import io.signalbox.kit.inbox.InboxRecord;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.Locale;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mirrors configurations and provider types, and catalogues what discoveries find. A discovery becomes a command, so
 * that the catalogue's history rests on this service's own events; it commits before the position does, and a second
 * delivery changes nothing because it brings nothing newer.
 */
@Configuration(proxyBeanMethods = false)
class ProviderConsumer {
    /** Fewer than usual: each record may be a command of its own. */
    private static final int RECORDS_MAX = 200;

    private final JdbcClient jdbc;
    private final Commands commands;

    ProviderConsumer(@Qualifier("processorJdbc") JdbcClient jdbc, Commands commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    @Bean
    Inbox providers() {
        return Inbox.batched("catalog.inbox", Topic.PROVIDER, RECORDS_MAX, records -> records.forEach(this::apply));
    }

    private void apply(InboxRecord record) {
        long sequence = Objects.requireNonNull(record.sequence(), "states have a sequence");
        switch ((ProviderEvent) record.event()) {
            case ProviderTypeDefined type -> define(type);
            case ProviderTypeRetired type ->
                jdbc.sql("delete from copy_provider_type where tenant = ? and type = ?")
                        .params(type.tenant().value(), type.type())
                        .update();
            case ProviderConfigured configuration -> configure(configuration);
            case ProviderConfigurationRemoved removed ->
                jdbc.sql("delete from copy_configuration where tenant = ? and id = ?")
                        .params(removed.tenant().value(), removed.configurationId())
                        .update();
            case ModelDiscovered model -> commands.send(found(model, sequence));
            case ModelGone model -> lose(model, sequence);
        }
    }

    private void define(ProviderTypeDefined type) {
        jdbc.sql("""
                        insert into copy_provider_type (tenant, type, aliases) values (?, ?, ?)
                        on conflict (tenant, type) do update set aliases = excluded.aliases
                        """)
                .param(type.tenant().value())
                .param(type.type())
                .param(type.aliases().stream()
                        .map(alias -> alias.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .update();
    }

    private void configure(ProviderConfigured configuration) {
        jdbc.sql("""
                        insert into copy_configuration (tenant, id, name, provider, adapter, active, test_status)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (tenant, id) do update set name = excluded.name, provider = excluded.provider,
                            adapter = excluded.adapter, active = excluded.active, test_status = excluded.test_status
                        """)
                .params(
                        configuration.tenant().value(),
                        configuration.configurationId(),
                        configuration.name(),
                        configuration.providerType(),
                        configuration.adapter(),
                        configuration.active(),
                        configuration.testStatus().name())
                .update();
    }

    private static TenantCommand found(ModelDiscovered model, long sequence) {
        return new CatalogueFound(
                model.tenant(),
                ModelIdentity.key(model.configurationId(), model.modelId()),
                new ModelIdentity(model.configurationId(), model.providerType(), model.modelId()),
                model.adapter(),
                model.fields(),
                model.facts(),
                sequence,
                model.discoveredAt());
    }

    /** A model that was gone before this service heard of it is none of the catalogue's. */
    private void lose(ModelGone model, long sequence) {
        try {
            commands.send(new MarkLost(
                    model.tenant(),
                    ModelIdentity.key(model.configurationId(), model.modelId()),
                    sequence,
                    model.goneAt()));
        } catch (RefusedException refused) {
            if (refused.refusal() != StandardRefusal.NOT_FOUND) {
                throw refused;
            }
        }
    }
}
