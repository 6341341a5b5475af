/** What files hold: kept once per tenant and hash, in pieces, read piece by piece. */
@NullMarked
package io.signalbox.vfs.content;

import org.jspecify.annotations.NullMarked;
