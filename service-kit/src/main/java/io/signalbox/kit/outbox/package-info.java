/** Stored events become contract events on Kafka: whole states, in order, at least once. */
@NullMarked
package io.signalbox.kit.outbox;

import org.jspecify.annotations.NullMarked;
