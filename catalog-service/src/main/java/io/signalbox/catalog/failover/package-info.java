/** What a route may say of hedging and of going on after a break. */
@NullMarked
package io.signalbox.catalog.failover;

import org.jspecify.annotations.NullMarked;
