/** The guarded way out, over real sockets. */
@NullMarked
package io.signalbox.kit.egress;

import org.jspecify.annotations.NullMarked;
