package io.signalbox.bench.report;

import java.util.Collection;

/** The middle of several measurements: one disturbed round does not move it. */
public final class Median {
    private Median() {}

    public static double of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
