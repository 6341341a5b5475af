/** A whole service in miniature, over real parts: what service-kit promises is seen here. */
@NullMarked
package io.signalbox.sample;

import org.jspecify.annotations.NullMarked;
