package io.signalbox.gateway.limits;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often an allowance in the shadow would have refused, by measure. */
final class ShadowCount {
    private final Map<Measure, LongAdder> counts = new EnumMap<>(Measure.class);

    ShadowCount() {
        for (Measure measure : Measure.values()) {
            counts.put(measure, new LongAdder());
        }
    }

    void refused(Shortage shortage) {
        LongAdder count = counts.get(shortage.allowance().measure());
        if (count != null) {
            count.increment();
        }
    }

    long of(Measure measure) {
        LongAdder count = counts.get(measure);
        return count == null ? 0 : count.sum();
    }
}
