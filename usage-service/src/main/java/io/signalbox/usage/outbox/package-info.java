/** Stored events become the whole state that other services read. */
@NullMarked
package io.signalbox.usage.outbox;

import org.jspecify.annotations.NullMarked;
