/** Rules of this capability, one by one. */
@NullMarked
package io.signalbox.credential.user;

import org.jspecify.annotations.NullMarked;
