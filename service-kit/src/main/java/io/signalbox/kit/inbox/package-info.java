/** Kafka records take effect exactly once: effect and offset in one transaction. */
@NullMarked
package io.signalbox.kit.inbox;

import org.jspecify.annotations.NullMarked;
