/** Gives out shares of what is allowed to the replicas of the gateway, never more than there is. */
@NullMarked
package io.signalbox.usage.lease;

import org.jspecify.annotations.NullMarked;
