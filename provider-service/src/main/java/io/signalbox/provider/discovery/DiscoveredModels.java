package io.signalbox.provider.discovery;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.provider.discovery.DiscoveryCommand.ForgetModels;
import io.signalbox.provider.discovery.DiscoveryCommand.Listed;
import io.signalbox.provider.discovery.DiscoveryCommand.RecordListing;
import io.signalbox.provider.discovery.DiscoveryEvent.DiscoveryFinished;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelFound;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelLost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The models of one configuration as last listed; a new listing says only what is different. */
@Aggregate
final class DiscoveredModels implements TenantOwned {
    /** Most ids a finished discovery names per kind of change; the models themselves are all said. */
    private static final int NAMED_MAX = 1_000;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private UUID discoveryId;

    private @Nullable TenantId tenant;
    private final Map<String, Integer> fingerprints = new HashMap<>();

    DiscoveredModels() {}

    /** The list of that configuration. */
    static UUID id(UUID configurationId) {
        return NamedId.of("discovery/" + configurationId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void record(RecordListing command) {
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>(fingerprints.keySet());
        for (Listed model : command.models()) {
            gone.remove(model.modelId());
            Integer before = fingerprints.get(model.modelId());
            if (before == null || before != fingerprint(model.fields(), model.facts())) {
                (before == null ? added : changed).add(model.modelId());
                apply(new ModelFound(
                        command.tenant(),
                        command.configurationId(),
                        command.providerType(),
                        command.adapter(),
                        model.modelId(),
                        model.fields(),
                        model.facts(),
                        command.at()));
            }
        }
        gone.forEach(model -> apply(lost(command.tenant(), command.configurationId(), model, command.at())));
        apply(new DiscoveryFinished(
                command.tenant(),
                command.configurationId(),
                first(added),
                first(changed),
                first(gone),
                command.models().size(),
                command.at()));
    }

    @CommandHandler
    void forget(ForgetModels command) {
        List.copyOf(fingerprints.keySet())
                .forEach(model -> apply(lost(command.tenant(), command.configurationId(), model, command.at())));
    }

    @EventSourcingHandler
    void on(DiscoveryEvent event) {
        discoveryId = id(event.configurationId());
        tenant = event.tenant();
        switch (event) {
            case ModelFound found -> fingerprints.put(found.modelId(), fingerprint(found.fields(), found.facts()));
            case ModelLost lost -> fingerprints.remove(lost.modelId());
            case DiscoveryFinished finished -> {
                // A summary of what the others said already.
            }
        }
    }

    private static ModelLost lost(TenantId tenant, UUID configurationId, String model, Instant at) {
        return new ModelLost(tenant, configurationId, model, at);
    }

    private static List<String> first(List<String> ids) {
        return List.copyOf(ids.subList(0, Math.min(ids.size(), NAMED_MAX)));
    }

    /** Written as text: numbers come back from storage as other types than they went in. */
    private static int fingerprint(Map<String, Object> fields, Object facts) {
        return Objects.hash(new java.util.TreeMap<>(fields).toString(), facts);
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
