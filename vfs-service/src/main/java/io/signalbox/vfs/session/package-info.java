/** Decides about a session: what its files may be, how much they may hold, and when it ends. */
@NullMarked
package io.signalbox.vfs.session;

import org.jspecify.annotations.NullMarked;
