/** Rules of this capability, one by one. */
@NullMarked
package io.signalbox.credential.accesskey;

import org.jspecify.annotations.NullMarked;
