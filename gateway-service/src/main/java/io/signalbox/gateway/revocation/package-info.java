/** The second way by which the end of a key arrives, beside Kafka. */
@NullMarked
package io.signalbox.gateway.revocation;

import org.jspecify.annotations.NullMarked;
