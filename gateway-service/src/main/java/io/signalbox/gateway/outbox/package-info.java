/** Tells the rest of the world what changes with targets and keys: a metric, a line in the log and an occurrence on Kafka. */
@NullMarked
package io.signalbox.gateway.outbox;

import org.jspecify.annotations.NullMarked;
