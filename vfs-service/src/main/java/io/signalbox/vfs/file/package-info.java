/** Answers and changes the files of a session: whole contents, parts of them, folders. */
@NullMarked
package io.signalbox.vfs.file;

import org.jspecify.annotations.NullMarked;
