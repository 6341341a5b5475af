/** What every Kafka client of a service has alike: address, headers, partition. */
@NullMarked
package io.signalbox.kit.kafka;

import org.jspecify.annotations.NullMarked;
