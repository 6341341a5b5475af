/** A POST that is sent twice takes effect once: what {@code Idempotency-Key} promises. */
@NullMarked
package io.signalbox.kit.idempotency;

import org.jspecify.annotations.NullMarked;
