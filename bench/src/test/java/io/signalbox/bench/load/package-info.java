/** Tests of the benchmarks themselves. */
@NullMarked
package io.signalbox.bench.load;

import org.jspecify.annotations.NullMarked;
