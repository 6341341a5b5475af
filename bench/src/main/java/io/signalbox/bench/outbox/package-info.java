/** Stored events on their way to Kafka, beside a plain producer of the same records. */
@NullMarked
package io.signalbox.bench.outbox;

import org.jspecify.annotations.NullMarked;
