/** Works through batches: sends each line as the access key that asked, waits where limits say so, writes the results. */
@NullMarked
package io.signalbox.vfs.running;

import org.jspecify.annotations.NullMarked;
