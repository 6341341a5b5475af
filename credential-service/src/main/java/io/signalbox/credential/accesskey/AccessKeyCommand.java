package io.signalbox.credential.accesskey;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantCommand;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything an access key can be asked to do. */
public sealed interface AccessKeyCommand extends TenantCommand {
    /** The aggregate. */
    @TargetAggregateIdentifier
    UUID accessKeyId();

    /** Begin to open the gateway. The key itself is not in here, only its hash. */
    record IssueAccessKey(
            TenantId tenant,
            UUID accessKeyId,
            @Nullable UUID projectId,
            @Nullable String user,
            String secretHash,
            String prefix,
            AccessKeyTerms terms,
            String by,
            Instant at)
            implements AccessKeyCommand {}

    /** Allow something else from now on; the terms are given whole. */
    record ChangeAccessKey(TenantId tenant, UUID accessKeyId, AccessKeyTerms terms, String by, Instant at)
            implements AccessKeyCommand {}

    /** Be refused from now on, everywhere, for ever. */
    record RevokeAccessKey(TenantId tenant, UUID accessKeyId, String by, Instant at) implements AccessKeyCommand {}
}
