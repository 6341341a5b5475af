package io.signalbox.bench.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.tenant.TenantEvent;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The smallest service that has an outbox: no aggregate, no inbox, no face. */
@SpringBootApplication
class OutboxServiceApplication {
    @Bean
    OutboxPublisher publisher() {
        return new ShedPublisher();
    }

    private static final class ShedPublisher implements OutboxPublisher {
        @Override
        public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
            return switch ((ShedEvent) fact.event()) {
                case ShedEvent.ShedOpened opened ->
                    List.of(new TenantEvent.ProjectOpened(opened.tenant(), opened.id(), opened.name(), opened.at()));
                case ShedEvent.ShedRenamed renamed ->
                    published.find(key(renamed), TenantEvent.ProjectOpened.class).stream()
                            .<ContractEvent>map(before -> new TenantEvent.ProjectOpened(
                                    renamed.tenant(), renamed.id(), renamed.name(), before.openedAt()))
                            .toList();
            };
        }

        @Override
        public List<String> keys(StoredFact fact) {
            return List.of(key((ShedEvent) fact.event()));
        }

        private static String key(ShedEvent event) {
            return event.tenant() + "/project/" + event.id();
        }
    }
}
