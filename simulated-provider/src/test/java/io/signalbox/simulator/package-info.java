/** The simulator over real connections: what it says, how it fails, what it counts. */
@NullMarked
package io.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
