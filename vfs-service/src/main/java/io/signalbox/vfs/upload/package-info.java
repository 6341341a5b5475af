/** Files of applications, as /v1/files shows them: what batches read and what they leave. */
@NullMarked
package io.signalbox.vfs.upload;

import org.jspecify.annotations.NullMarked;
