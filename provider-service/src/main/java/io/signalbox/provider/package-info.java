/** Which providers can be called, as what, and what they offer. */
@NullMarked
package io.signalbox.provider;

import org.jspecify.annotations.NullMarked;
