/** What this service tells others; the only Kafka producer. */
@NullMarked
package io.signalbox.catalog.outbox;

import org.jspecify.annotations.NullMarked;
