/** Rules of this capability, one by one. */
@NullMarked
package io.signalbox.credential.tenant;

import org.jspecify.annotations.NullMarked;
