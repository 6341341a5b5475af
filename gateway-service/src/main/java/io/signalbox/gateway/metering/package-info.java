/** What an attempt used and how the data plane fares: estimates, costs to show, counters. */
@NullMarked
package io.signalbox.gateway.metering;

import org.jspecify.annotations.NullMarked;
