/** Who is refused first when a replica has more to do than it should. */
@NullMarked
package io.signalbox.gateway.shedding;

import org.jspecify.annotations.NullMarked;
