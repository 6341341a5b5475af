package io.signalbox.usage.allowance;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;
import static org.axonframework.modelling.command.AggregateLifecycle.markDeleted;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.TenantOwned;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.usage.allowance.AllowanceCommand.ChangeAllowance;
import io.signalbox.usage.allowance.AllowanceCommand.DefineAllowance;
import io.signalbox.usage.allowance.AllowanceCommand.DropAllowance;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceChanged;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDefined;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDropped;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a measure for somebody or something. Terms that could never act are refused; how much is used is no part
 * of it. What it is for never changes: whoever wants a limit for something else defines another.
 */
@Aggregate
final class Allowance implements TenantOwned {
    @AggregateIdentifier
    private UUID allowanceId;

    private @Nullable TenantId tenant;
    private @Nullable AllowanceTerms terms;

    Allowance() {}

    @CommandHandler
    Allowance(DefineAllowance command, AllowanceClaims claims) {
        AllowanceRules.check(command.terms());
        claims.claim(command.tenant(), command.terms(), command.allowanceId());
        apply(new AllowanceDefined(command.tenant(), command.allowanceId(), command.terms(), command.at()));
    }

    @CommandHandler
    void change(ChangeAllowance command, AllowanceClaims claims) {
        AllowanceTerms current = current();
        if (command.expectedVersion() != null && !command.expectedVersion().equals(getVersion())) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
        AllowanceRules.check(command.terms());
        AllowanceRules.checkPurpose(current, command.terms());
        if (!command.terms().isForTheSameAs(current)) {
            claims.release(command.tenant(), current);
            claims.claim(command.tenant(), command.terms(), allowanceId);
        }
        if (!command.terms().equals(current)) {
            apply(new AllowanceChanged(command.tenant(), allowanceId, command.terms(), command.at()));
        }
    }

    @CommandHandler
    void drop(DropAllowance command, AllowanceClaims claims) {
        claims.release(command.tenant(), current());
        apply(new AllowanceDropped(command.tenant(), allowanceId, command.at()));
    }

    @EventSourcingHandler
    void on(AllowanceEvent event) {
        switch (event) {
            case AllowanceDefined defined -> {
                allowanceId = defined.allowanceId();
                tenant = defined.tenant();
                terms = defined.terms();
            }
            case AllowanceChanged changed -> terms = changed.terms();
            case AllowanceDropped dropped -> markDeleted();
        }
    }

    private AllowanceTerms current() {
        return Objects.requireNonNull(terms, "an allowance begins with AllowanceDefined");
    }

    @Override
    public @Nullable TenantId tenant() {
        return tenant;
    }
}
