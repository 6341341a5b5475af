package io.signalbox.credential.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.credential.CredentialEvent.CredentialRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialSealed;
import io.signalbox.credential.apikey.ProviderKeyEvent;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRotated;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyStored;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeySwitched;
import io.signalbox.kit.outbox.PublishedStates;
import java.util.List;
import java.util.function.UnaryOperator;

/** What others are told about provider keys: that one is there and which version is in force. */
final class ProviderKeyPublication {
    private static final int FIRST_VERSION = 1;

    private ProviderKeyPublication() {}

    static List<ContractEvent> of(ProviderKeyEvent event, PublishedStates published) {
        return switch (event) {
            case ProviderKeyStored stored -> List.of(first(stored));
            case ProviderKeyRotated rotated -> changed(rotated, published, before -> rotated(before, rotated));
            case ProviderKeySwitched switched -> changed(switched, published, before -> switched(before, switched));
            case ProviderKeyRevoked revoked ->
                List.of(new CredentialRevoked(revoked.tenant(), revoked.credentialId(), revoked.at()));
        };
    }

    static String key(ProviderKeyEvent event) {
        return event.tenant() + "/credential/" + event.credentialId();
    }

    private static List<ContractEvent> changed(
            ProviderKeyEvent event, PublishedStates published, UnaryOperator<CredentialSealed> change) {
        return published.find(key(event), CredentialSealed.class).stream()
                .<ContractEvent>map(change)
                .toList();
    }

    private static CredentialSealed first(ProviderKeyStored stored) {
        return new CredentialSealed(
                stored.tenant(),
                stored.credentialId(),
                stored.owner(),
                stored.projectId(),
                stored.providerType(),
                stored.keyName(),
                stored.hint(),
                stored.origin(),
                FIRST_VERSION,
                true,
                stored.at());
    }

    private static CredentialSealed rotated(CredentialSealed before, ProviderKeyRotated event) {
        return new CredentialSealed(
                before.tenant(),
                before.credentialId(),
                before.owner(),
                before.projectId(),
                before.providerType(),
                before.keyName(),
                event.hint(),
                event.origin(),
                event.version(),
                before.active(),
                event.at());
    }

    private static CredentialSealed switched(CredentialSealed before, ProviderKeySwitched event) {
        return new CredentialSealed(
                before.tenant(),
                before.credentialId(),
                before.owner(),
                before.projectId(),
                before.providerType(),
                before.keyName(),
                before.hint(),
                before.origin(),
                before.version(),
                event.active(),
                before.sealedAt());
    }
}
