/** Whole answers of routes that want it, kept and given again to whoever asks exactly the same. */
@NullMarked
package io.signalbox.gateway.cache;

import org.jspecify.annotations.NullMarked;
