/** Plays real providers for the quickstart, the tests and the benches; start reading at {@code SimulatedProvider}. */
@NullMarked
package io.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
