package io.signalbox.provider.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.ModelDiscovered;
import io.signalbox.contracts.provider.ProviderEvent.ModelGone;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigurationRemoved;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeRetired;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.signal.SignalEvent.ModelsDiscovered;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import io.signalbox.provider.configuration.ConfigurationDetails;
import io.signalbox.provider.configuration.ConfigurationEvent;
import io.signalbox.provider.configuration.ConfigurationEvent.Changed;
import io.signalbox.provider.configuration.ConfigurationEvent.Configured;
import io.signalbox.provider.configuration.ConfigurationEvent.ConnectionTested;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyAdded;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRemoved;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRotated;
import io.signalbox.provider.configuration.ConfigurationEvent.Removed;
import io.signalbox.provider.discovery.DiscoveryEvent;
import io.signalbox.provider.discovery.DiscoveryEvent.DiscoveryFinished;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelFound;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelLost;
import io.signalbox.provider.type.ProviderTypeEvent;
import io.signalbox.provider.type.ProviderTypeEvent.TypeDefined;
import io.signalbox.provider.type.ProviderTypeEvent.TypeRetired;
import io.signalbox.provider.type.TypeDefinition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What others are told of what happened in this service. */
@Component
final class ProviderPublisher implements OutboxPublisher {
    @Override
    public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
        return switch (fact.event()) {
            case ProviderTypeEvent event -> List.of(type(event));
            case ConfigurationEvent event -> configuration(event, published);
            case DiscoveryEvent event -> List.of(discovery(event));
            default ->
                throw new IllegalStateException(
                        "not an event of this service: " + fact.event().getClass());
        };
    }

    @Override
    public List<String> keys(StoredFact fact) {
        return fact.event() instanceof ConfigurationEvent event
                ? List.of(key(event.tenant(), event.configurationId()))
                : List.of();
    }

    private static ContractEvent type(ProviderTypeEvent event) {
        return switch (event) {
            case TypeDefined defined -> {
                TypeDefinition type = defined.definition();
                yield new ProviderTypeDefined(
                        defined.tenant(),
                        type.type(),
                        type.displayName(),
                        type.adapter(),
                        type.aliases(),
                        type.baseUrl(),
                        type.authHeader(),
                        type.authPrefix(),
                        type.headers(),
                        type.requestTemplate(),
                        type.settings(),
                        type.features(),
                        type.requiredEnvironment(),
                        type.credentialRequired(),
                        type.builtIn(),
                        defined.at());
            }
            case TypeRetired retired -> new ProviderTypeRetired(retired.tenant(), retired.type(), retired.at());
        };
    }

    private static List<ContractEvent> configuration(ConfigurationEvent event, PublishedStates published) {
        return switch (event) {
            case Configured configured ->
                List.of(state(
                        configured.tenant(),
                        configured.configurationId(),
                        configured.details(),
                        TestStatus.PENDING,
                        configured.at()));
            case Changed changed ->
                changed(
                        changed,
                        published,
                        before -> with(
                                state(
                                        changed.tenant(),
                                        changed.configurationId(),
                                        changed.details(),
                                        before.testStatus(),
                                        changed.at()),
                                before.moreCredentialIds(),
                                changed.at()));
            case KeyRotated rotated ->
                changed(
                        rotated,
                        published,
                        before -> with(before, rotated.credentialId(), before.testStatus(), rotated.at()));
            case KeyAdded added ->
                changed(added, published, before -> with(before, more(before, added.credentialId(), true), added.at()));
            case KeyRemoved removed ->
                changed(
                        removed,
                        published,
                        before -> with(before, more(before, removed.credentialId(), false), removed.at()));
            case ConnectionTested tested ->
                changed(tested, published, before -> with(before, before.credentialId(), tested.status(), tested.at()));
            case Removed removed ->
                List.of(new ProviderConfigurationRemoved(removed.tenant(), removed.configurationId(), removed.at()));
        };
    }

    private static ContractEvent discovery(DiscoveryEvent event) {
        return switch (event) {
            case ModelFound found ->
                new ModelDiscovered(
                        found.tenant(),
                        found.configurationId(),
                        found.providerType(),
                        found.adapter(),
                        found.modelId(),
                        found.fields(),
                        found.facts(),
                        found.at());
            case ModelLost lost -> new ModelGone(lost.tenant(), lost.configurationId(), lost.modelId(), lost.at());
            case DiscoveryFinished finished ->
                new ModelsDiscovered(
                        finished.tenant(),
                        finished.configurationId(),
                        finished.added(),
                        finished.changed(),
                        finished.gone(),
                        finished.total(),
                        finished.at());
        };
    }

    private static List<ContractEvent> changed(
            ConfigurationEvent event, PublishedStates published, UnaryOperator<ProviderConfigured> change) {
        return published.find(key(event.tenant(), event.configurationId()), ProviderConfigured.class).stream()
                .map(change)
                .map(ContractEvent.class::cast)
                .toList();
    }

    private static ProviderConfigured state(
            TenantId tenant, UUID id, ConfigurationDetails details, TestStatus tested, Instant at) {
        return new ProviderConfigured(
                tenant,
                id,
                details.name(),
                details.providerType(),
                details.adapter(),
                details.baseUrl(),
                details.model(),
                details.credentialId(),
                details.headers(),
                details.settings(),
                details.owner(),
                details.projectId(),
                details.visibility(),
                details.active(),
                tested,
                at);
    }

    private static ProviderConfigured with(
            ProviderConfigured before, @Nullable UUID credentialId, TestStatus tested, Instant at) {
        return new ProviderConfigured(
                before.tenant(),
                before.configurationId(),
                before.name(),
                before.providerType(),
                before.adapter(),
                before.baseUrl(),
                before.model(),
                credentialId,
                before.headers(),
                before.settings(),
                before.owner(),
                before.projectId(),
                before.visibility(),
                before.active(),
                tested,
                at,
                before.moreCredentialIds());
    }

    /** Further keys without that one, or with it at the end; null when there are none. */
    private static @Nullable List<UUID> more(ProviderConfigured before, UUID credentialId, boolean added) {
        List<UUID> known = before.moreCredentialIds() == null ? List.of() : before.moreCredentialIds();
        List<UUID> more = Stream.concat(
                        known.stream().filter(each -> !each.equals(credentialId)),
                        added ? Stream.of(credentialId) : Stream.empty())
                .toList();
        return more.isEmpty() ? null : more;
    }

    private static ProviderConfigured with(ProviderConfigured before, @Nullable List<UUID> more, Instant at) {
        return new ProviderConfigured(
                before.tenant(),
                before.configurationId(),
                before.name(),
                before.providerType(),
                before.adapter(),
                before.baseUrl(),
                before.model(),
                before.credentialId(),
                before.headers(),
                before.settings(),
                before.owner(),
                before.projectId(),
                before.visibility(),
                before.active(),
                before.testStatus(),
                at,
                more);
    }

    private static String key(TenantId tenant, UUID configurationId) {
        return tenant + "/configuration/" + configurationId;
    }
}
