/** Gives out signed tokens, says whose a token is, and publishes the keys to check them with. */
@NullMarked
package io.signalbox.credential.token;

import org.jspecify.annotations.NullMarked;
