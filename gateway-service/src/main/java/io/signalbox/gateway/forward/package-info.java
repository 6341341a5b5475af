/** Management calls to the service that owns their path. */
@NullMarked
package io.signalbox.gateway.forward;

import org.jspecify.annotations.NullMarked;
