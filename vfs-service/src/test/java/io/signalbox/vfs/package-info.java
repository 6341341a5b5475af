/** The service as a whole, over real Postgres and Kafka. */
@NullMarked
package io.signalbox.vfs;

import org.jspecify.annotations.NullMarked;
