/** Kafka to snapshot: reads the state topics into the latest record per key, and keeps them on disk. */
@NullMarked
package io.signalbox.gateway.inbox;

import org.jspecify.annotations.NullMarked;
