package io.signalbox.gateway.inbox;

import org.jspecify.annotations.Nullable;

/** Kafka did not answer, or not yet with all the topics there must be. Expected; the inbox tries again. */
final class KafkaAwayException extends Exception {
    KafkaAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
