/** The unified model catalogue, prices, default models and routes. */
@NullMarked
package io.signalbox.contracts.catalog;

import org.jspecify.annotations.NullMarked;
