package io.signalbox.vfs.session;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything a session can be asked to do. */
public sealed interface SessionCommand extends TenantCommand {
    /** The aggregate. */
    @TargetAggregateIdentifier
    UUID sessionId();

    /** Begin. The token itself is not in here, only its hash. */
    record OpenSession(
            TenantId tenant,
            UUID sessionId,
            @Nullable String name,
            Quota quota,
            String tokenHash,
            String tokenPrefix,
            String by,
            Instant at,
            Instant expiresAt)
            implements SessionCommand {}

    /** Let a file hold that content, which is stored already. */
    record WriteFile(
            TenantId tenant,
            UUID sessionId,
            String path,
            String hash,
            long bytes,
            WriteCondition condition,
            String by,
            Instant at)
            implements SessionCommand {}

    /** Take a file away. */
    record DeleteFile(TenantId tenant, UUID sessionId, String path, WriteCondition condition, String by, Instant at)
            implements SessionCommand {}

    /** End, with all files. */
    record CloseSession(TenantId tenant, UUID sessionId, CloseReason reason, String by, Instant at)
            implements SessionCommand {}
}
