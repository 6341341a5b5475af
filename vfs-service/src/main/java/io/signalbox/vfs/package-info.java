/** Private file spaces for agents: sessions with a quota and a lifetime, and the files in them. */
@NullMarked
package io.signalbox.vfs;

import org.jspecify.annotations.NullMarked;
