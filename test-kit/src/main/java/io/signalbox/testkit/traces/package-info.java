/** Receives traces as a trace store would. */
@NullMarked
package io.signalbox.testkit.traces;

import org.jspecify.annotations.NullMarked;
