package io.signalbox.usage.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;

/** Everything that happened to an allowance. */
public sealed interface AllowanceEvent extends StoredEvent {
    /** Which one. */
    UUID allowanceId();

    /** It holds from now on. */
    @EventName("usage.allowance-defined.v1")
    record AllowanceDefined(TenantId tenant, UUID allowanceId, AllowanceTerms terms, Instant at)
            implements AllowanceEvent {}

    /** Something of it is different now; what it is for stays. */
    @EventName("usage.allowance-changed.v1")
    record AllowanceChanged(TenantId tenant, UUID allowanceId, AllowanceTerms terms, Instant at)
            implements AllowanceEvent {}

    /** It holds no longer. */
    @EventName("usage.allowance-dropped.v1")
    record AllowanceDropped(TenantId tenant, UUID allowanceId, Instant at) implements AllowanceEvent {}
}
