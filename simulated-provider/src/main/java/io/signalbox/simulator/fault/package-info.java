/** The closed vocabulary of ways a provider can fail, the rules that arm them, and what each does to an answer. */
@NullMarked
package io.signalbox.simulator.fault;

import org.jspecify.annotations.NullMarked;
