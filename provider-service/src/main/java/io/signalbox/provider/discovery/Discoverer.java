package io.signalbox.provider.discovery;

import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.ModelListing;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.egress.EgressFailedException;
import io.signalbox.kit.egress.EgressRefusedException;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.calling.ProviderCalls;
import io.signalbox.provider.configuration.ConfigurationState;
import io.signalbox.provider.configuration.Configurations;
import io.signalbox.provider.configuration.Credentials;
import io.signalbox.provider.discovery.DiscoveryCommand.ForgetModels;
import io.signalbox.provider.discovery.DiscoveryCommand.Listed;
import io.signalbox.provider.discovery.DiscoveryCommand.RecordListing;
import io.signalbox.provider.type.ProviderTypes;
import io.signalbox.provider.type.TypeDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a configuration's model list from its provider, page by page, and records it. */
@Component
public class Discoverer {
    /** Most models of one configuration; a longer list is cut and that is said. */
    static final int MODELS_MAX = 5_000;

    /** Most pages of one list. */
    static final int PAGES_MAX = 100;

    private final ProviderCalls calls;
    private final Configurations configurations;
    private final ProviderTypes types;
    private final Credentials credentials;
    private final Commands commands;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;
    private final Clock clock;

    Discoverer(
            ProviderCalls calls,
            Configurations configurations,
            ProviderTypes types,
            Credentials credentials,
            Commands commands,
            TenantTransaction tenants,
            ReadYourWrites reads,
            Clock clock) {
        this.calls = calls;
        this.configurations = configurations;
        this.types = types;
        this.credentials = credentials;
        this.commands = commands;
        this.tenants = tenants;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * Discovers, or forgets what is gone; outside any transaction.
     *
     * @throws DiscoveryFailedException when the provider gave no list; worth another try
     */
    void discover(TenantId tenant, UUID configurationId) {
        reads.await(Configurations.PROCESSOR, configurationId);
        Optional<ConfigurationState> found = tenants.in(tenant, () -> configurations.find(configurationId));
        UUID discoveryId = DiscoveredModels.id(configurationId);
        if (found.isEmpty()) {
            commands.send(new ForgetModels(tenant, discoveryId, configurationId, clock.instant()));
            return;
        }
        ConfigurationState configuration = found.get();
        if (!configuration.isActive()) {
            return;
        }
        TypeDefinition type = tenants.in(tenant, () -> types.required(configuration.provider()));
        Secret key = configuration.credentialId() == null
                ? null
                : credentials.reveal(tenant, configuration.credentialId()).orElse(null);
        List<Listed> listed = list(configuration, type, key);
        commands.send(new RecordListing(
                tenant, discoveryId, configurationId, type.type(), type.adapter(), listed, clock.instant()));
    }

    private List<Listed> list(ConfigurationState configuration, TypeDefinition type, @Nullable Secret key) {
        Connection connection = ProviderCalls.connection(
                type, configuration.baseUrl(), configuration.headers(), configuration.configuration());
        ModelListing listing = calls.adapter(type).modelListing();
        List<Listed> models = new ArrayList<>();
        HttpCall call = listing.first(connection);
        for (int page = 0; call != null && page < PAGES_MAX && models.size() < MODELS_MAX; page++) {
            ModelListing.Page read = listing.read(call, reply(type, connection, key, call));
            for (ListedModel model : read.models()) {
                models.add(new Listed(model.modelId(), model.fields(), model.facts()));
            }
            call = read.next();
        }
        return List.copyOf(models.subList(0, Math.min(models.size(), MODELS_MAX)));
    }

    private HttpReply reply(TypeDefinition type, Connection connection, @Nullable Secret key, HttpCall call) {
        try {
            HttpReply reply = calls.send(type, connection, key, call);
            if (reply.status() != 200) {
                throw new DiscoveryFailedException("the provider answered " + reply.status(), null);
            }
            return reply;
        } catch (EgressRefusedException | EgressFailedException e) {
            throw new DiscoveryFailedException("the provider could not be asked", e);
        }
    }

    /** The provider gave no list. */
    static final class DiscoveryFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DiscoveryFailedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
