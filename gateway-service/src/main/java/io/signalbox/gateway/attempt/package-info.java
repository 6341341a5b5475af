/** One request's way through its targets: what is tried, when it is tried again, and when there is no way back. */
@NullMarked
package io.signalbox.gateway.attempt;

import org.jspecify.annotations.NullMarked;
