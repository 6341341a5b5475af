/** Records that could not take effect: kept whole, shown, replayed once their cause is mended. */
@NullMarked
package io.signalbox.kit.deadletter;

import org.jspecify.annotations.NullMarked;
