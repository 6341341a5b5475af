/** Rules of this capability, one by one. */
@NullMarked
package io.signalbox.vfs.session;

import org.jspecify.annotations.NullMarked;
