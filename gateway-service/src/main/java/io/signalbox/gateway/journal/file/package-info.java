/** The journal as files: segments of checked frames, written by callers, forced by one thread, drained by another. */
@NullMarked
package io.signalbox.gateway.journal.file;

import org.jspecify.annotations.NullMarked;
