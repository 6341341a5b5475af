/** Tests of the benchmarks themselves. */
@NullMarked
package io.signalbox.bench.report;

import org.jspecify.annotations.NullMarked;
