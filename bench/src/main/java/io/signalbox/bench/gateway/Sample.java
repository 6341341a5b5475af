package io.signalbox.bench.gateway;

import io.signalbox.bench.load.LoadResult;

/**
 * One measurement.
 *
 * @param cpu microseconds of processor time per request, until its last usage record has arrived
 * @param compilers what of it went into compiling, which ends when a process has run for some time
 * @param brokerCpu the same of the broker
 * @param allocated bytes per request
 */
record Sample(Shape shape, Way way, LoadResult load, double cpu, double compilers, double brokerCpu, double allocated) {
    /** For whoever waits for the end. */
    String line() {
        return "%s, %s: %.0f µs of processor time per request, %.0f of them compilers'"
                .formatted(shape.title(), way.label(), cpu, compilers);
    }
}
