package io.signalbox.gateway.recovery;

import io.signalbox.adapter.Usage;

/** Usage of several attempts at one answer, added up. */
final class Sums {
    private Sums() {}

    /** Each meter's sum; the tier is the later one's. */
    static Usage of(Usage earlier, Usage later) {
        Usage.Builder sum = new Usage.Builder().tier(later.tier());
        earlier.meters().forEach((meter, quantity) -> sum.add(meter, quantity.longValue()));
        later.meters().forEach((meter, quantity) -> sum.add(meter, quantity.longValue()));
        return sum.build();
    }
}
