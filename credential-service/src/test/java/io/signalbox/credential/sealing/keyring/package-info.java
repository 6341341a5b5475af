/** What the keyring promises. */
@NullMarked
package io.signalbox.credential.sealing.keyring;

import org.jspecify.annotations.NullMarked;
