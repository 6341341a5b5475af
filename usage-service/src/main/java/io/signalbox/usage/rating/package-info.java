/** From prices to costs: rating new attempts, and rating again what a new price concerns. */
@NullMarked
package io.signalbox.usage.rating;

import org.jspecify.annotations.NullMarked;
