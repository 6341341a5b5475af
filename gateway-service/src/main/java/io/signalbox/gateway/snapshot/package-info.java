/** What the gateway knows of keys, routes, targets and prices: immutable, compiled from the latest contract events. */
@NullMarked
package io.signalbox.gateway.snapshot;

import org.jspecify.annotations.NullMarked;
