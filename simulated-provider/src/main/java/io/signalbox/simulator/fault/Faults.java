package io.signalbox.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The armed rules, in order: the first that strikes decides. Spent rules stay listed until they are cleared. */
public final class Faults {
    private static final int RULES_MAX = 1000;

    private final List<FaultRule.Armed> rules = new ArrayList<>();
    private volatile boolean none = true;
    private int numbered;

    public synchronized String add(FaultRule rule) {
        if (rules.size() >= RULES_MAX) {
            throw new IllegalArgumentException(
                    "There are " + RULES_MAX + " rules already; DELETE /admin/faults first.");
        }
        String id = "f" + ++numbered;
        rules.add(new FaultRule.Armed(id, rule));
        none = false;
        return id;
    }

    public synchronized void clear() {
        rules.clear();
        none = true;
    }

    public synchronized boolean remove(String id) {
        boolean removed = rules.removeIf(rule -> rule.id().equals(id));
        none = rules.isEmpty();
        return removed;
    }

    public synchronized List<FaultRule.State> states() {
        return rules.stream().map(FaultRule.Armed::state).toList();
    }

    /** The fault that befalls this request, if any; asking counts. */
    public @Nullable Fault strike(Match.Suspect suspect) {
        return none ? null : firstThatStrikes(suspect);
    }

    private synchronized @Nullable Fault firstThatStrikes(Match.Suspect suspect) {
        for (FaultRule.Armed rule : rules) {
            if (rule.strikes(suspect)) {
                return rule.fault();
            }
        }
        return null;
    }
}
