package io.signalbox.credential.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.tenant.TenantEvent.ProjectClosed;
import io.signalbox.contracts.tenant.TenantEvent.ProjectOpened;
import io.signalbox.contracts.tenant.TenantEvent.TenantClosed;
import io.signalbox.contracts.tenant.TenantEvent.TenantOpened;
import io.signalbox.credential.tenant.TenantEvent;
import io.signalbox.kit.outbox.PublishedStates;
import java.util.List;
import java.util.UUID;

/** What others are told about tenants and projects: {@code signalbox.tenant.v1}. */
final class TenantPublication {
    private TenantPublication() {}

    static List<ContractEvent> of(TenantEvent event, PublishedStates published) {
        return switch (event) {
            case TenantEvent.TenantOpened opened ->
                List.of(new TenantOpened(opened.tenant(), opened.name(), opened.at()));
            case TenantEvent.TenantRenamed renamed ->
                published.find(tenantKey(renamed.tenant()), TenantOpened.class).stream()
                        .<ContractEvent>map(
                                before -> new TenantOpened(renamed.tenant(), renamed.name(), before.openedAt()))
                        .toList();
            case TenantEvent.TenantClosed closed -> List.of(new TenantClosed(closed.tenant(), closed.at()));
            case TenantEvent.ProjectOpened opened ->
                List.of(new ProjectOpened(opened.tenant(), opened.projectId(), opened.name(), opened.at()));
            case TenantEvent.ProjectRenamed renamed ->
                published.find(projectKey(renamed.tenant(), renamed.projectId()), ProjectOpened.class).stream()
                        .<ContractEvent>map(before -> new ProjectOpened(
                                renamed.tenant(), renamed.projectId(), renamed.name(), before.openedAt()))
                        .toList();
            case TenantEvent.ProjectClosed closed ->
                List.of(new ProjectClosed(closed.tenant(), closed.projectId(), closed.at()));
        };
    }

    static List<String> keys(TenantEvent event) {
        return switch (event) {
            case TenantEvent.TenantRenamed renamed -> List.of(tenantKey(renamed.tenant()));
            case TenantEvent.ProjectRenamed renamed -> List.of(projectKey(renamed.tenant(), renamed.projectId()));
            case TenantEvent.TenantOpened opened -> List.of();
            case TenantEvent.TenantClosed closed -> List.of();
            case TenantEvent.ProjectOpened opened -> List.of();
            case TenantEvent.ProjectClosed closed -> List.of();
        };
    }

    private static String tenantKey(TenantId tenant) {
        return tenant + "/tenant/" + tenant;
    }

    private static String projectKey(TenantId tenant, UUID project) {
        return tenant + "/project/" + project;
    }
}
