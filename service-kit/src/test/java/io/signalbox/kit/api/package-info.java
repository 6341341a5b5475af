/** Periods. */
@NullMarked
package io.signalbox.kit.api;

import org.jspecify.annotations.NullMarked;
