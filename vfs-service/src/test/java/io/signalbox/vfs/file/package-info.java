/** Rules of this capability, one by one. */
@NullMarked
package io.signalbox.vfs.file;

import org.jspecify.annotations.NullMarked;
