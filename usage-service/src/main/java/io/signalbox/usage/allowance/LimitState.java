package io.signalbox.usage.allowance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A limit as callers see it. */
public record LimitState(
        UUID id,
        Scope scope,
        String scopeId,
        Measure measure,
        long amount,
        @Nullable Window window,
        Enforcement enforcement,
        WhenUnreachable whenUnreachable,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {
    AllowanceTerms terms() {
        return new AllowanceTerms(scope, scopeId, measure, amount, window, enforcement, whenUnreachable);
    }
}
