/** From the caller's request to a target's, and from its answer back, whatever dialect either speaks. */
@NullMarked
package io.signalbox.gateway.conversation;

import org.jspecify.annotations.NullMarked;
