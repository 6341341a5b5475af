package io.signalbox.usage.outbox;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.budget.BudgetEvent.AllowanceRemoved;
import io.signalbox.contracts.budget.BudgetEvent.AllowanceSet;
import io.signalbox.kit.outbox.OutboxPublisher;
import io.signalbox.kit.outbox.PublishedStates;
import io.signalbox.kit.outbox.StoredFact;
import io.signalbox.usage.allowance.AllowanceEvent;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceChanged;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDefined;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDropped;
import io.signalbox.usage.allowance.AllowanceTerms;
import io.signalbox.usage.allowance.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What others are told of allowances. Every stored event carries the whole terms it led to. */
@Component
final class UsagePublisher implements OutboxPublisher {
    @Override
    public List<ContractEvent> publish(StoredFact fact, PublishedStates published) {
        return switch (fact.event()) {
            case AllowanceEvent event -> List.of(allowance(event));
            default ->
                throw new IllegalStateException(
                        "not an event of this service: " + fact.event().getClass());
        };
    }

    private static ContractEvent allowance(AllowanceEvent event) {
        return switch (event) {
            case AllowanceDefined defined -> set(defined, defined.terms(), defined.at());
            case AllowanceChanged changed -> set(changed, changed.terms(), changed.at());
            case AllowanceDropped dropped ->
                new AllowanceRemoved(dropped.tenant(), dropped.allowanceId(), dropped.at());
        };
    }

    private static AllowanceSet set(AllowanceEvent event, AllowanceTerms terms, Instant at) {
        Window window = terms.window();
        return new AllowanceSet(
                event.tenant(),
                event.allowanceId(),
                terms.scope(),
                terms.scopeId(),
                terms.measure(),
                BigDecimal.valueOf(terms.amount()),
                null,
                window == null ? null : window.wire(),
                terms.enforcement(),
                terms.whenUnreachable(),
                at);
    }
}
