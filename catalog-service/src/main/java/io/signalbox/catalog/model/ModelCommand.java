package io.signalbox.catalog.model;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a model of the catalogue. */
public sealed interface ModelCommand extends TenantCommand {
    /**
     * A discovery has listed it.
     *
     * @param sourceSequence grows with every state of it that is published; an older one is ignored
     */
    record CatalogueFound(
            TenantId tenant,
            @TargetAggregateIdentifier UUID modelKey,
            ModelIdentity identity,
            String adapter,
            Map<String, Object> fields,
            ModelFacts facts,
            long sourceSequence,
            Instant at)
            implements ModelCommand {}

    /** A discovery does not list it any more. */
    record MarkLost(
            TenantId tenant, @TargetAggregateIdentifier UUID modelKey, long sourceSequence, Instant at)
            implements ModelCommand {}

    /** Somebody says it is there, listed or not. */
    record DeclareModel(
            TenantId tenant,
            @TargetAggregateIdentifier UUID modelKey,
            ModelIdentity identity,
            ModelDeclaration declaration,
            Instant at)
            implements ModelCommand {}

    /** Somebody says something else of it than before; what is null stays. */
    record ChangeModel(
            TenantId tenant,
            @TargetAggregateIdentifier UUID modelKey,
            ModelDeclaration change,
            @Nullable Long expectedVersion,
            Instant at)
            implements ModelCommand {}

    /** What was declared is taken back; what is discovered stays. */
    record WithdrawModel(
            TenantId tenant, @TargetAggregateIdentifier UUID modelKey, Instant at) implements ModelCommand {}
}
