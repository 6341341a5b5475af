/** Every provider type with what a tenant has made of it. */
@NullMarked
package io.signalbox.provider.overview;

import org.jspecify.annotations.NullMarked;
