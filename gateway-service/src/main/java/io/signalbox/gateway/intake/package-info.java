/** What a provider answers, taken in: event by event, or as one piece. */
@NullMarked
package io.signalbox.gateway.intake;

import org.jspecify.annotations.NullMarked;
