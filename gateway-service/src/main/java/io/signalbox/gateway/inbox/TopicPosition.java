package io.signalbox.gateway.inbox;

import java.util.Map;

/**
 * How far a topic was read.
 *
 * @param topicId Kafka's own id of the topic: a topic made anew under the old name has another, and another content
 * @param offsets next offset by partition
 */
record TopicPosition(String topicId, Map<Integer, Long> offsets) {
    TopicPosition {
        offsets = Map.copyOf(offsets);
    }
}
