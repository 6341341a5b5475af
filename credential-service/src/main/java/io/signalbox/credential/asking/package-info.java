/** Asks providers whether a key is good before it is taken in. */
@NullMarked
package io.signalbox.credential.asking;

import org.jspecify.annotations.NullMarked;
