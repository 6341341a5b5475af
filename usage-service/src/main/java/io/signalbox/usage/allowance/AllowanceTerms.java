package io.signalbox.usage.allowance;

import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import org.jspecify.annotations.Nullable;

/**
 * What an allowance says, whole.
 *
 * @param scopeId the project, user, key, model or configuration; the tenant itself for {@code TENANT}
 * @param amount in whole units of the measure
 * @param window null exactly for what is counted at once
 */
public record AllowanceTerms(
        Scope scope,
        String scopeId,
        Measure measure,
        long amount,
        @Nullable Window window,
        Enforcement enforcement,
        WhenUnreachable whenUnreachable) {
    /** Whether another allowance with these terms would be for the same. */
    boolean isForTheSameAs(AllowanceTerms other) {
        return scope == other.scope
                && scopeId.equals(other.scopeId)
                && measure == other.measure
                && window == other.window
                && enforcement == other.enforcement;
    }
}
