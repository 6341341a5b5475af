/** Closes sessions that have expired and frees content nobody holds any more. */
@NullMarked
package io.signalbox.vfs.sweeping;

import org.jspecify.annotations.NullMarked;
