/** What has arrived on the broker. */
@NullMarked
package io.signalbox.bench.kafka;

import org.jspecify.annotations.NullMarked;
