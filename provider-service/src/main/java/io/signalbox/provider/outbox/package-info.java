/** The only Kafka producer of this service. */
@NullMarked
package io.signalbox.provider.outbox;

import org.jspecify.annotations.NullMarked;
