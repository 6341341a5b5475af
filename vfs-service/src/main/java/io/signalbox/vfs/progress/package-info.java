/** Answers which batches there are and how far they are; takes new ones and ends them early. */
@NullMarked
package io.signalbox.vfs.progress;

import org.jspecify.annotations.NullMarked;
