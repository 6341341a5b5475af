package io.signalbox.credential.accesskey;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.accesskey.AccessKeyCommand.ChangeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.IssueAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.RevokeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyChanged;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyIssued;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyRevoked;
import io.signalbox.kit.eventstore.TenantOwned;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A key with which an application calls the gateway. Revoking is final; switching off is not. */
@Aggregate
final class AccessKey implements TenantOwned {
    @AggregateIdentifier
    private UUID id;

    private @Nullable TenantId tenant;
    private String secretHash = "";
    private @Nullable AccessKeyTerms terms;
    private boolean revoked;

    AccessKey() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void issue(IssueAccessKey command) {
        assertExpiresLater(command.terms(), command.at());
        AggregateLifecycle.apply(new AccessKeyIssued(
                command.tenant(),
                command.accessKeyId(),
                command.projectId(),
                command.user(),
                command.secretHash(),
                command.prefix(),
                command.terms(),
                command.by(),
                command.at()));
    }

    @CommandHandler
    void change(ChangeAccessKey command) {
        if (revoked) {
            throw AccessKeyRefusal.ACCESS_KEY_REVOKED.refused(id);
        }
        if (!command.terms().equals(terms)) {
            assertNewEndIsLater(command);
            AggregateLifecycle.apply(new AccessKeyChanged(
                    command.tenant(), command.accessKeyId(), command.terms(), command.by(), command.at()));
        }
    }

    @CommandHandler
    void revoke(RevokeAccessKey command) {
        if (!revoked) {
            AggregateLifecycle.apply(new AccessKeyRevoked(
                    command.tenant(), command.accessKeyId(), secretHash, command.by(), command.at()));
        }
    }

    @EventSourcingHandler
    void on(AccessKeyEvent event) {
        switch (event) {
            case AccessKeyIssued issued -> {
                id = issued.accessKeyId();
                tenant = issued.tenant();
                secretHash = issued.secretHash();
                terms = issued.terms();
            }
            case AccessKeyChanged changed -> terms = changed.terms();
            case AccessKeyRevoked gone -> revoked = true;
        }
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }

    private void assertNewEndIsLater(ChangeAccessKey command) {
        // An expired key may still be renamed or switched off.
        if (terms == null || !Objects.equals(terms.expiresAt(), command.terms().expiresAt())) {
            assertExpiresLater(command.terms(), command.at());
        }
    }

    private static void assertExpiresLater(AccessKeyTerms terms, Instant now) {
        Instant end = terms.expiresAt();
        if (end != null && !end.isAfter(now)) {
            throw AccessKeyRefusal.EXPIRES_IN_THE_PAST.refusedAt("expiresAt");
        }
    }
}
