/** The other services of this installation: where they are, and how the gateway asks them. */
@NullMarked
package io.signalbox.gateway.owners;

import org.jspecify.annotations.NullMarked;
