/** Answers which sessions there are and how full they are; opens and closes them. */
@NullMarked
package io.signalbox.vfs.overview;

import org.jspecify.annotations.NullMarked;
