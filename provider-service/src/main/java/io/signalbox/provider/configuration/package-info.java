/** Instances of a provider type: configure, change, rotate, remove. */
@NullMarked
package io.signalbox.provider.configuration;

import org.jspecify.annotations.NullMarked;
