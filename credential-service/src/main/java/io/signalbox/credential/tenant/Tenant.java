package io.signalbox.credential.tenant;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.tenant.TenantCommand.CloseProject;
import io.signalbox.credential.tenant.TenantCommand.CloseTenant;
import io.signalbox.credential.tenant.TenantCommand.OpenProject;
import io.signalbox.credential.tenant.TenantCommand.OpenTenant;
import io.signalbox.credential.tenant.TenantCommand.RenameProject;
import io.signalbox.credential.tenant.TenantCommand.RenameTenant;
import io.signalbox.credential.tenant.TenantEvent.ProjectClosed;
import io.signalbox.credential.tenant.TenantEvent.ProjectOpened;
import io.signalbox.credential.tenant.TenantEvent.ProjectRenamed;
import io.signalbox.credential.tenant.TenantEvent.TenantClosed;
import io.signalbox.credential.tenant.TenantEvent.TenantOpened;
import io.signalbox.credential.tenant.TenantEvent.TenantRenamed;
import io.signalbox.kit.eventstore.TenantOwned;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** An organisation and the projects inside it. Closing is final: neither a tenant's nor a project's id comes back. */
@Aggregate
final class Tenant implements TenantOwned {
    static final int PROJECTS_OPEN_MAX = 1_000;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private UUID id;

    private @Nullable TenantId tenant;
    private String name = "";
    private boolean closed;
    private final Map<UUID, String> openProjects = new HashMap<>();
    private final Map<UUID, String> closedProjects = new HashMap<>();

    Tenant() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void open(OpenTenant command) {
        if (tenant == null) {
            AggregateLifecycle.apply(new TenantOpened(command.tenant(), command.name(), command.by(), command.at()));
            return;
        }
        assertOpen();
        if (!name.equals(command.name())) {
            throw TenantRefusal.TENANT_EXISTS.refusedAt("id", command.tenant());
        }
    }

    @CommandHandler
    void rename(RenameTenant command) {
        assertOpen();
        if (!name.equals(command.name())) {
            AggregateLifecycle.apply(new TenantRenamed(command.tenant(), command.name(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void close(CloseTenant command) {
        if (TenantId.PLATFORM.equals(tenant)) {
            throw TenantRefusal.PLATFORM_STAYS.refused();
        }
        if (!closed) {
            AggregateLifecycle.apply(new TenantClosed(command.tenant(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void openProject(OpenProject command) {
        assertOpen();
        assertNameFree(command.name());
        if (openProjects.size() >= PROJECTS_OPEN_MAX) {
            throw TenantRefusal.PROJECTS_MAX_REACHED.refused(PROJECTS_OPEN_MAX);
        }
        AggregateLifecycle.apply(
                new ProjectOpened(command.tenant(), command.projectId(), command.name(), command.by(), command.at()));
    }

    @CommandHandler
    void renameProject(RenameProject command) {
        assertOpen();
        String current = assertProjectOpen(command.projectId());
        if (!current.equals(command.name())) {
            assertNameFree(command.name());
            AggregateLifecycle.apply(new ProjectRenamed(
                    command.tenant(), command.projectId(), command.name(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void closeProject(CloseProject command) {
        assertOpen();
        if (!closedProjects.containsKey(command.projectId())) {
            assertProjectOpen(command.projectId());
            AggregateLifecycle.apply(
                    new ProjectClosed(command.tenant(), command.projectId(), command.by(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(TenantEvent event) {
        switch (event) {
            case TenantOpened opened -> {
                id = TenantKey.of(opened.tenant());
                tenant = opened.tenant();
                name = opened.name();
            }
            case TenantRenamed renamed -> name = renamed.name();
            case TenantClosed closing -> closed = true;
            case ProjectOpened opened -> openProjects.put(opened.projectId(), opened.name());
            case ProjectRenamed renamed -> openProjects.put(renamed.projectId(), renamed.name());
            case ProjectClosed closing ->
                closedProjects.put(closing.projectId(), String.valueOf(openProjects.remove(closing.projectId())));
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }

    private void assertOpen() {
        if (closed) {
            throw TenantRefusal.TENANT_CLOSED.refused(String.valueOf(tenant));
        }
    }

    private void assertNameFree(String projectName) {
        if (openProjects.containsValue(projectName)) {
            throw TenantRefusal.PROJECT_NAME_TAKEN.refusedAt("name", projectName);
        }
    }

    private String assertProjectOpen(UUID project) {
        String current = openProjects.get(project);
        if (current != null) {
            return current;
        }
        throw closedProjects.containsKey(project)
                ? TenantRefusal.PROJECT_CLOSED.refused(project)
                : TenantRefusal.PROJECT_UNKNOWN.refused(project);
    }
}
