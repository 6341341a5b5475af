package io.signalbox.sample;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.tenant.TenantEvent;
import io.signalbox.kit.inbox.Inbox;
import io.signalbox.kit.inbox.InboxRecord;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootApplication
class SampleServiceApplication {
    @Bean
    OutboxPublisher publisher() {
        return new ProjectPublisher();
    }

    @Bean
    Inbox projects(@Qualifier("processorJdbc") JdbcClient jdbc) {
        return Inbox.each("sample.projects", Topic.TENANT, record -> mirror(jdbc, record));
    }

    private static void mirror(JdbcClient jdbc, InboxRecord record) {
        switch ((TenantEvent) record.event()) {
            case TenantEvent.ProjectOpened opened -> {
                if (opened.name().startsWith("poison")) {
                    throw new IllegalStateException("cannot stand 'this name'");
                }
                mirror(jdbc, opened.tenant().value(), opened.projectId(), opened.name(), true);
            }
            case TenantEvent.ProjectClosed closed ->
                mirror(jdbc, closed.tenant().value(), closed.projectId(), "", false);
            case TenantEvent.TenantOpened opened -> {}
            case TenantEvent.TenantClosed closed -> {}
        }
    }

    private static void mirror(JdbcClient jdbc, String tenant, UUID id, String name, boolean open) {
        jdbc.sql("""
                        insert into copy_project as held (tenant, id, name, is_open) values (?, ?, ?, ?)
                        on conflict (tenant, id) do update
                            set name = excluded.name, is_open = excluded.is_open, changes = held.changes + 1
                        """).params(tenant, id, name, open).update();
    }

    private static final class ProjectPublisher implements OutboxPublisher {
        @Override
        public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
            return switch ((ProjectEvent) fact.event()) {
                case ProjectEvent.ProjectOpened opened ->
                    List.of(new TenantEvent.ProjectOpened(opened.tenant(), opened.id(), opened.name(), opened.at()));
                case ProjectEvent.ProjectRenamed renamed ->
                    published.find(key(renamed), TenantEvent.ProjectOpened.class).stream()
                            .<ContractEvent>map(before -> new TenantEvent.ProjectOpened(
                                    renamed.tenant(), renamed.id(), renamed.name(), before.openedAt()))
                            .toList();
                case ProjectEvent.ProjectClosed closed ->
                    List.of(new TenantEvent.ProjectClosed(closed.tenant(), closed.id(), closed.at()));
            };
        }

        @Override
        public List<String> keys(StoredFact fact) {
            return List.of(key((ProjectEvent) fact.event()));
        }

        private static String key(ProjectEvent event) {
            return event.tenant() + "/project/" + event.id();
        }
    }
}
