/** What may happen to a batch. */
@NullMarked
package io.signalbox.vfs.batch;

import org.jspecify.annotations.NullMarked;
