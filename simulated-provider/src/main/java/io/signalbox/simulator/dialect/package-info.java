/** The interface of one provider's wire format; each dialect is a folder below. */
@NullMarked
package io.signalbox.simulator.dialect;

import org.jspecify.annotations.NullMarked;
