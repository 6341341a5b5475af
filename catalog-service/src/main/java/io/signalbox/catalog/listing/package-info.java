/** The unified catalogue as it is asked for: grouped by type, or flat. */
@NullMarked
package io.signalbox.catalog.listing;

import org.jspecify.annotations.NullMarked;
