/** Rules of this capability, one by one. */
@NullMarked
package io.signalbox.credential.apikey;

import org.jspecify.annotations.NullMarked;
