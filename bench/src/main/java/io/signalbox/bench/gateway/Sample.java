package io.signalbox.bench.gateway;

import io.signalbox.bench.load.LoadResult;

/**
 * One measurement.
 *
 * @param cpu microseconds of processor time per request, until its last usage record has arrived
 * @param brokerCpu the same of the broker
 * @param allocated bytes per request
 */
record Sample(Shape shape, Way way, LoadResult load, double cpu, double brokerCpu, double allocated) {
    /** For whoever waits for the end. */
    String line() {
        return "%s, %s: %.0f µs of processor time per request".formatted(shape.title(), way.label(), cpu);
    }
}
