package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.apikey.ProviderKeyCommand.RevokeProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.RotateProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.StoreProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.SwitchProviderKey;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRotated;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyStored;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeySwitched;
import io.signalbox.kit.eventstore.TenantOwned;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A key to a provider, as far as anybody may know it: whose, for what, which version. The key lies elsewhere, sealed. */
@Aggregate
final class ProviderKey implements TenantOwned {
    static final int FIRST_VERSION = 1;

    @AggregateIdentifier
    private UUID id;

    private @Nullable TenantId tenant;
    private int version;
    private boolean active;
    private boolean revoked;

    ProviderKey() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void store(StoreProviderKey command) {
        AggregateLifecycle.apply(new ProviderKeyStored(
                command.tenant(),
                command.credentialId(),
                command.owner(),
                command.projectId(),
                command.providerType(),
                command.keyName(),
                command.hint(),
                command.origin(),
                command.valid(),
                command.by(),
                command.at()));
    }

    @CommandHandler
    void rotate(RotateProviderKey command) {
        assertNotRevoked();
        if (command.version() != version + 1) {
            throw ProviderKeyRefusal.VERSION_MISPLACED.refused();
        }
        AggregateLifecycle.apply(new ProviderKeyRotated(
                command.tenant(),
                command.credentialId(),
                command.version(),
                command.hint(),
                command.origin(),
                command.valid(),
                command.by(),
                command.at()));
    }

    @CommandHandler
    void turn(SwitchProviderKey command) {
        assertNotRevoked();
        if (active != command.active()) {
            AggregateLifecycle.apply(new ProviderKeySwitched(
                    command.tenant(), command.credentialId(), command.active(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void revoke(RevokeProviderKey command) {
        if (!revoked) {
            AggregateLifecycle.apply(
                    new ProviderKeyRevoked(command.tenant(), command.credentialId(), command.by(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(ProviderKeyEvent event) {
        switch (event) {
            case ProviderKeyStored stored -> {
                id = stored.credentialId();
                tenant = stored.tenant();
                version = FIRST_VERSION;
                active = true;
            }
            case ProviderKeyRotated rotated -> version = rotated.version();
            case ProviderKeySwitched switched -> active = switched.active();
            case ProviderKeyRevoked gone -> revoked = true;
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }

    private void assertNotRevoked() {
        if (revoked) {
            throw ProviderKeyRefusal.KEY_REVOKED.refused(id);
        }
    }
}
