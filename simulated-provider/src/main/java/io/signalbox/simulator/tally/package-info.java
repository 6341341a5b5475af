/** The simulator's own durable count of what it received and answered. */
@NullMarked
package io.signalbox.simulator.tally;

import org.jspecify.annotations.NullMarked;
