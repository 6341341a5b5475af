/** One table per adapter whose columns are the fields its provider's list returns. */
@NullMarked
package io.signalbox.catalog.typed;

import org.jspecify.annotations.NullMarked;
