/** Stored events become what others are told happened. */
@NullMarked
package io.signalbox.vfs.outbox;

import org.jspecify.annotations.NullMarked;
