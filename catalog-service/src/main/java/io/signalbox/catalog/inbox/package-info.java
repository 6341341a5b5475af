/** What this service hears from others; the only Kafka consumer. */
@NullMarked
package io.signalbox.catalog.inbox;

import org.jspecify.annotations.NullMarked;
