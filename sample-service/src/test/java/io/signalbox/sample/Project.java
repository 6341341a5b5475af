package io.signalbox.sample;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate
final class Project implements TenantOwned {
    @AggregateIdentifier
    private UUID id;

    private @Nullable TenantId tenant;
    private String name = "";
    private boolean open;

    Project() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void open(ProjectCommand.OpenProject command) {
        apply(new ProjectEvent.ProjectOpened(command.tenant(), command.id(), command.name(), command.at()));
    }

    @CommandHandler
    void rename(ProjectCommand.RenameProject command) {
        if (!open) {
            throw ProjectRefusal.PROJECT_CLOSED.refused();
        }
        if (!name.equals(command.name())) {
            apply(new ProjectEvent.ProjectRenamed(command.tenant(), id, command.name()));
        }
    }

    @CommandHandler
    void close(ProjectCommand.CloseProject command) {
        if (open) {
            apply(new ProjectEvent.ProjectClosed(command.tenant(), id, command.at()));
        }
    }

    @EventSourcingHandler
    void on(ProjectEvent event) {
        switch (event) {
            case ProjectEvent.ProjectOpened opened -> {
                id = opened.id();
                tenant = opened.tenant();
                name = opened.name();
                open = true;
            }
            case ProjectEvent.ProjectRenamed renamed -> name = renamed.name();
            case ProjectEvent.ProjectClosed closed -> open = false;
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
