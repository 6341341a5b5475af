/** A batch of requests: what may happen to it, and what has. */
@NullMarked
package io.signalbox.vfs.batch;

import org.jspecify.annotations.NullMarked;
