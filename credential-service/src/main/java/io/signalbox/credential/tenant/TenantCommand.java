package io.signalbox.credential.tenant;

import io.signalbox.contracts.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything a tenant can be asked to do. */
public sealed interface TenantCommand extends io.signalbox.kit.eventstore.TenantCommand {
    /** The aggregate: one per tenant. */
    @TargetAggregateIdentifier
    default UUID aggregate() {
        return TenantKey.of(tenant());
    }

    /** Begin to exist. Repeating it with the same name changes nothing. */
    record OpenTenant(TenantId tenant, String name, String by, Instant at) implements TenantCommand {}

    /** Be called otherwise. */
    record RenameTenant(TenantId tenant, String name, String by, Instant at) implements TenantCommand {}

    /** End: its keys are revoked, its secrets made unrecoverable, its ledger stays. */
    record CloseTenant(TenantId tenant, String by, Instant at) implements TenantCommand {}

    /** Add a project. */
    record OpenProject(TenantId tenant, UUID projectId, String name, String by, Instant at) implements TenantCommand {}

    /** Call a project otherwise. */
    record RenameProject(TenantId tenant, UUID projectId, String name, String by, Instant at)
            implements TenantCommand {}

    /** End a project: it takes no new keys, and its keys stop working. */
    record CloseProject(TenantId tenant, UUID projectId, String by, Instant at) implements TenantCommand {}
}
