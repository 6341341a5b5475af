package io.signalbox.credential.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.credential.accesskey.AccessKeyEvent;
import io.signalbox.credential.apikey.ProviderKeyEvent;
import io.signalbox.credential.tenant.TenantEvent;
import io.signalbox.credential.user.UserEvent;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everything this service tells others. Users are nobody else's business: tokens say all that is needed of them. */
@Component
final class CredentialPublisher implements OutboxPublisher {
    @Override
    public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
        return switch (fact.event()) {
            case TenantEvent event -> TenantPublication.of(event, published);
            case ProviderKeyEvent event -> ProviderKeyPublication.of(event, published);
            case AccessKeyEvent event -> AccessKeyPublication.of(event, published);
            case UserEvent event -> List.of();
            default ->
                throw new IllegalStateException(
                        "no event of this service: " + fact.event().getClass());
        };
    }

    @Override
    public List<String> keys(StoredFact fact) {
        return switch (fact.event()) {
            case TenantEvent event -> TenantPublication.keys(event);
            case ProviderKeyEvent event -> List.of(ProviderKeyPublication.key(event));
            case AccessKeyEvent event -> List.of(AccessKeyPublication.key(event));
            default -> List.of();
        };
    }
}
