package io.signalbox.gateway.inbox;

import io.signalbox.contracts.Topic;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The state this gateway follows, and a fingerprint of what this build understands of it. */
final class Vocabulary {
    /** Everything the snapshot is made from. */
    static final List<Topic> STATE_TOPICS =
            List.of(Topic.TENANT, Topic.PROVIDER, Topic.CATALOG, Topic.CREDENTIAL, Topic.BUDGET);

    private Vocabulary() {}

    /**
     * Changes whenever an event or a field is added: what an older build left on disk misses what it did not understand,
     * so then everything is read anew.
     */
    static String fingerprint() {
        String all = STATE_TOPICS.stream()
                .flatMap(topic -> topic.events().entrySet().stream())
                .map(event -> event.getKey()
                        + Arrays.stream(event.getValue().getRecordComponents())
                                .map(RecordComponent::getName)
                                .toList())
                .sorted()
                .collect(Collectors.joining());
        return Integer.toHexString(all.hashCode()) + "-" + all.length();
    }
}
