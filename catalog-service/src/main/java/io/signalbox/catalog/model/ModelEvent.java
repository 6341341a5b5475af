package io.signalbox.catalog.model;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that happened to a model of the catalogue. {@code entry} is what it was afterwards. */
public sealed interface ModelEvent extends StoredEvent {
    /** Which one. */
    UUID modelKey();

    /** When. */
    Instant at();

    /** It was listed, or listed differently than before. */
    @EventName("catalog.model-found.v1")
    record ModelFound(
            TenantId tenant,
            UUID modelKey,
            String adapter,
            Map<String, Object> fields,
            ModelFacts facts,
            long sourceSequence,
            ModelEntry entry,
            Instant at)
            implements ModelEvent {}

    /** It was not listed any more. */
    @EventName("catalog.model-lost.v1")
    record ModelLost(TenantId tenant, UUID modelKey, String adapter, long sourceSequence, ModelEntry entry, Instant at)
            implements ModelEvent {}

    /** It was declared, or what is declared of it changed. */
    @EventName("catalog.model-declared.v1")
    record ModelDeclared(TenantId tenant, UUID modelKey, ModelDeclaration declaration, ModelEntry entry, Instant at)
            implements ModelEvent {}

    /**
     * What was declared was taken back.
     *
     * @param entry what discovery says of it; absent when it was never discovered
     */
    @EventName("catalog.model-withdrawn.v1")
    record DeclarationWithdrawn(
            TenantId tenant, UUID modelKey, @Nullable ModelEntry entry, Instant at) implements ModelEvent {}
}
