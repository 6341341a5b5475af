/** Decides about provider keys: sealed, rotated, switched off, revoked. The key itself is never in an event. */
@NullMarked
package io.signalbox.credential.apikey;

import org.jspecify.annotations.NullMarked;
