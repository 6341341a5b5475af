/** Axon on Postgres: stored events under their own names, two pools, processors that never skip. */
@NullMarked
package io.signalbox.kit.eventstore;

import org.jspecify.annotations.NullMarked;
