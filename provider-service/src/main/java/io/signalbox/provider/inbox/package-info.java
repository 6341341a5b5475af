/** The only Kafka consumer of this service. */
@NullMarked
package io.signalbox.provider.inbox;

import org.jspecify.annotations.NullMarked;
