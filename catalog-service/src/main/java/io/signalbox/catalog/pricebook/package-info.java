/** Prices: what one unit of one meter costs from a moment on. */
@NullMarked
package io.signalbox.catalog.pricebook;

import org.jspecify.annotations.NullMarked;
