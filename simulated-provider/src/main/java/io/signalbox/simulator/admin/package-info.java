/** What a test or an operator may ask of the simulator itself. */
@NullMarked
package io.signalbox.simulator.admin;

import org.jspecify.annotations.NullMarked;
