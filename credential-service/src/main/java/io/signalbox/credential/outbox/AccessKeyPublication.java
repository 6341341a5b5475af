package io.signalbox.credential.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.credential.accesskey.AccessKeyEvent;
import io.signalbox.credential.accesskey.AccessKeyTerms;
import io.signalbox.kit.outbox.PublishedStates;
import java.util.List;

/** What the gateway is told about access keys: the hash and what the key allows. */
final class AccessKeyPublication {
    private AccessKeyPublication() {}

    static List<ContractEvent> of(AccessKeyEvent event, PublishedStates published) {
        return switch (event) {
            case AccessKeyEvent.AccessKeyIssued issued -> List.of(first(issued));
            case AccessKeyEvent.AccessKeyChanged changed ->
                published.find(key(changed), AccessKeyIssued.class).stream()
                        .<ContractEvent>map(before -> changed(before, changed.terms()))
                        .toList();
            case AccessKeyEvent.AccessKeyRevoked revoked ->
                List.of(new AccessKeyRevoked(
                        revoked.tenant(), revoked.accessKeyId(), revoked.secretHash(), revoked.at()));
        };
    }

    static String key(AccessKeyEvent event) {
        return event.tenant() + "/access-key/" + event.accessKeyId();
    }

    private static AccessKeyIssued first(AccessKeyEvent.AccessKeyIssued issued) {
        AccessKeyTerms terms = issued.terms();
        return new AccessKeyIssued(
                issued.tenant(),
                issued.accessKeyId(),
                terms.name(),
                issued.projectId(),
                issued.user(),
                issued.secretHash(),
                issued.prefix(),
                terms.models(),
                terms.routes(),
                terms.requestsPerMinute(),
                terms.tags(),
                terms.active(),
                issued.at(),
                terms.expiresAt());
    }

    private static AccessKeyIssued changed(AccessKeyIssued before, AccessKeyTerms terms) {
        return new AccessKeyIssued(
                before.tenant(),
                before.accessKeyId(),
                terms.name(),
                before.projectId(),
                before.user(),
                before.secretHash(),
                before.prefix(),
                terms.models(),
                terms.routes(),
                terms.requestsPerMinute(),
                terms.tags(),
                terms.active(),
                before.issuedAt(),
                terms.expiresAt());
    }
}
