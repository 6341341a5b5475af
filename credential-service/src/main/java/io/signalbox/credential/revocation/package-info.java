/** The fast way to learn what must not be used any more. */
@NullMarked
package io.signalbox.credential.revocation;

import org.jspecify.annotations.NullMarked;
