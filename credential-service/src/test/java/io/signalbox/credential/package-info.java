/** The whole service over real parts. */
@NullMarked
package io.signalbox.credential;

import org.jspecify.annotations.NullMarked;
