/** A stream that broke after its caller had seen its beginning, continued by another target. */
@NullMarked
package io.signalbox.gateway.recovery;

import org.jspecify.annotations.NullMarked;
