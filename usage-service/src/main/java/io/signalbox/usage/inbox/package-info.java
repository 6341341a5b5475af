/** The only way in: what other parts of the product say, taken from Kafka. */
@NullMarked
package io.signalbox.usage.inbox;

import org.jspecify.annotations.NullMarked;
