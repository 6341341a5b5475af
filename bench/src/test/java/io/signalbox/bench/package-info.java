/** Tests of the benchmarks themselves. */
@NullMarked
package io.signalbox.bench;

import org.jspecify.annotations.NullMarked;
