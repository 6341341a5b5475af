package io.signalbox.provider.configuration;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.provider.configuration.ConfigurationCommand.AddKey;
import io.signalbox.provider.configuration.ConfigurationCommand.Change;
import io.signalbox.provider.configuration.ConfigurationCommand.Configure;
import io.signalbox.provider.configuration.ConfigurationCommand.RecordTest;
import io.signalbox.provider.configuration.ConfigurationCommand.Remove;
import io.signalbox.provider.configuration.ConfigurationCommand.RemoveKey;
import io.signalbox.provider.configuration.ConfigurationCommand.RotateKey;
import io.signalbox.provider.configuration.ConfigurationEvent.Changed;
import io.signalbox.provider.configuration.ConfigurationEvent.Configured;
import io.signalbox.provider.configuration.ConfigurationEvent.ConnectionTested;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyAdded;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRemoved;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRotated;
import io.signalbox.provider.configuration.ConfigurationEvent.Removed;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** One instance of a provider type. Its name is claimed in the transaction that stores the event. */
@Aggregate
final class ProviderConfiguration implements TenantOwned {
    /** The most keys calls are spread over. */
    static final int KEYS_MAX = 20;

    @AggregateIdentifier
    private UUID configurationId;

    private @Nullable TenantId tenant;
    private @Nullable ConfigurationDetails details;
    private final Set<UUID> furtherKeys = new HashSet<>();

    ProviderConfiguration() {}

    @CommandHandler
    ProviderConfiguration(Configure command, ConfigurationNames names) {
        names.claim(command.tenant(), command.details().name(), command.configurationId());
        apply(new Configured(command.tenant(), command.configurationId(), command.details(), command.at()));
    }

    @CommandHandler
    void change(Change command, ConfigurationNames names) {
        ConfigurationDetails current = current();
        if (command.expectedVersion() != null && !command.expectedVersion().equals(getVersion())) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
        if (!command.details().providerType().equals(current.providerType())) {
            throw ConfigurationRefusal.TYPE_CHANGED.refusedAt(
                    "provider", command.details().providerType());
        }
        if (!command.details().name().equals(current.name())) {
            names.release(command.tenant(), current.name());
            names.claim(command.tenant(), command.details().name(), configurationId);
        }
        if (!command.details().equals(current)) {
            apply(new Changed(command.tenant(), configurationId, command.details(), command.at()));
        }
    }

    @CommandHandler
    void rotate(RotateKey command) {
        apply(new KeyRotated(
                command.tenant(), configurationId, command.credentialId(), command.keyHint(), command.at()));
    }

    @CommandHandler
    void add(AddKey command) {
        if (furtherKeys.contains(command.credentialId())) {
            return;
        }
        if (furtherKeys.size() + 1 >= KEYS_MAX) {
            throw ConfigurationRefusal.KEYS_TOO_MANY.refused(KEYS_MAX);
        }
        apply(new KeyAdded(
                command.tenant(),
                configurationId,
                command.credentialId(),
                command.keyName(),
                command.keyHint(),
                command.at()));
    }

    @CommandHandler
    void remove(RemoveKey command) {
        if (command.credentialId().equals(current().credentialId())) {
            throw ConfigurationRefusal.KEY_IS_FIRST.refused();
        }
        if (!furtherKeys.contains(command.credentialId())) {
            throw StandardRefusal.NOT_FOUND.refused("The key " + command.credentialId());
        }
        apply(new KeyRemoved(command.tenant(), configurationId, command.credentialId(), command.at()));
    }

    @CommandHandler
    void record(RecordTest command) {
        apply(new ConnectionTested(
                command.tenant(),
                configurationId,
                command.status(),
                command.latencyMillis(),
                command.message(),
                command.at()));
    }

    @CommandHandler
    void remove(Remove command, ConfigurationNames names) {
        names.release(command.tenant(), current().name());
        apply(new Removed(command.tenant(), configurationId, current().name(), command.at()));
    }

    @EventSourcingHandler
    void on(ConfigurationEvent event) {
        switch (event) {
            case Configured configured -> {
                configurationId = configured.configurationId();
                tenant = configured.tenant();
                details = configured.details();
            }
            case Changed changed -> details = changed.details();
            case KeyAdded added -> furtherKeys.add(added.credentialId());
            case KeyRemoved removed -> furtherKeys.remove(removed.credentialId());
            case KeyRotated rotated -> details = current().withKey(rotated.credentialId(), rotated.keyHint());
            case ConnectionTested tested -> {
                // Kept for those who ask; decides nothing here.
            }
            case Removed removed -> markDeleted();
        }
    }

    private ConfigurationDetails current() {
        return Objects.requireNonNull(details, "a configuration begins with Configured");
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
