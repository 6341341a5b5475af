/** What happened to every attempt, on disk before the caller sees it, then in Kafka. */
@NullMarked
package io.signalbox.gateway.journal;

import org.jspecify.annotations.NullMarked;
