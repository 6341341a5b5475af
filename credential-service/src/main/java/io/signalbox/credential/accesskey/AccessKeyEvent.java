package io.signalbox.credential.accesskey;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.kit.eventstore.StoredEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to an access key. */
public sealed interface AccessKeyEvent extends StoredEvent {
    /** Which key. */
    UUID accessKeyId();

    @EventName("credential.access-key-issued.v1")
    record AccessKeyIssued(
            TenantId tenant,
            UUID accessKeyId,
            @Nullable UUID projectId,
            @Nullable String user,
            String secretHash,
            String prefix,
            AccessKeyTerms terms,
            String by,
            Instant at)
            implements AccessKeyEvent {}

    @EventName("credential.access-key-changed.v1")
    record AccessKeyChanged(TenantId tenant, UUID accessKeyId, AccessKeyTerms terms, String by, Instant at)
            implements AccessKeyEvent {}

    @EventName("credential.access-key-revoked.v1")
    record AccessKeyRevoked(TenantId tenant, UUID accessKeyId, String secretHash, String by, Instant at)
            implements AccessKeyEvent {}
}
