/** Which target is tried next, and which are left alone for a while. */
@NullMarked
package io.signalbox.gateway.selection;

import org.jspecify.annotations.NullMarked;
