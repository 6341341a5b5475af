package io.signalbox.usage.allowance;

import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;

/** Which terms can act at all. A limit that is accepted and then does nothing is worse than none. */
final class AllowanceRules {
    /** More than anybody counts in a day. */
    static final long AMOUNT_MAX = 1_000_000_000_000_000L;

    /** More requests than one gateway could hold open. */
    static final long CONCURRENT_MAX = 1_000_000;

    private AllowanceRules() {}

    /** Refuses terms that cannot act, naming every field that is the reason. */
    static void check(AllowanceTerms terms) {
        List<Violation> faults = new ArrayList<>();
        if (terms.amount() < 1) {
            faults.add(AllowanceRefusal.AMOUNT_NOTHING.violation("amount", terms.amount()));
        }
        long max = terms.measure() == Measure.CONCURRENT_REQUESTS ? CONCURRENT_MAX : AMOUNT_MAX;
        if (terms.amount() > max) {
            faults.add(StandardRefusal.FIELD_INVALID.violation("amount", "amount", "it must be at most " + max));
        }
        switch (terms.measure()) {
            case REQUESTS, TOKENS -> {
                if (terms.window() == null) {
                    faults.add(AllowanceRefusal.WINDOW_NEEDED.violation("window", terms.measure()));
                }
            }
            case CONCURRENT_REQUESTS -> {
                if (terms.window() != null) {
                    faults.add(AllowanceRefusal.WINDOW_MEANINGLESS.violation("window", terms.measure()));
                }
            }
            case COST -> faults.add(AllowanceRefusal.MEASURE_NOT_LIMITED.violation("measure", terms.measure()));
        }
        if (terms.enforcement() == Enforcement.ALERT) {
            faults.add(AllowanceRefusal.ENFORCEMENT_NOT_LIMITED.violation("enforcement", terms.enforcement()));
        }
        if (!faults.isEmpty()) {
            throw RefusedException.all(AllowanceRefusal.AMOUNT_NOTHING, faults);
        }
    }

    /** Refuses a change of what the allowance is for. */
    static void checkPurpose(AllowanceTerms before, AllowanceTerms after) {
        if (before.scope() != after.scope() || !before.scopeId().equals(after.scopeId())) {
            throw AllowanceRefusal.PURPOSE_FIXED.refusedAt("scope", "scope");
        }
        if (before.measure() != after.measure() || before.window() != after.window()) {
            throw AllowanceRefusal.PURPOSE_FIXED.refusedAt("measure", "measure or window");
        }
    }
}
