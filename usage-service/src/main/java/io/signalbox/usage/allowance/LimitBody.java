package io.signalbox.usage.allowance;

import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.kit.problem.StandardRefusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sends for a limit, and what a change merges into.
 *
 * @param enforcement {@code REFUSE} unless said otherwise
 * @param whenUnreachable {@code ALLOW} unless said otherwise: an outage of ours is not to stop applications
 */
record LimitBody(
        @Nullable Scope scope,
        @Nullable String scopeId,
        @Nullable Measure measure,
        @Nullable BigDecimal amount,
        @Nullable Window window,
        @Nullable Enforcement enforcement,
        @Nullable WhenUnreachable whenUnreachable) {
    static LimitBody of(AllowanceTerms terms) {
        return new LimitBody(
                terms.scope(),
                terms.scope() == Scope.TENANT ? null : terms.scopeId(),
                terms.measure(),
                BigDecimal.valueOf(terms.amount()),
                terms.window(),
                terms.enforcement(),
                terms.whenUnreachable());
    }

    /** The terms, for a scope that was looked up. */
    AllowanceTerms terms(String foundScopeId) {
        return new AllowanceTerms(
                required("scope", scope),
                foundScopeId,
                required("measure", measure),
                whole(required("amount", amount)),
                window,
                enforcement == null ? Enforcement.REFUSE : enforcement,
                whenUnreachable == null ? WhenUnreachable.ALLOW : whenUnreachable);
    }

    private static long whole(BigDecimal amount) {
        try {
            return amount.longValueExact();
        } catch (ArithmeticException notWhole) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(
                    "amount", "amount", "it must be a whole number up to " + AllowanceRules.AMOUNT_MAX);
        }
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return value;
    }
}
