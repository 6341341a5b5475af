/** What happened in a session's files. */
@NullMarked
package io.signalbox.contracts.vfs;

import org.jspecify.annotations.NullMarked;
