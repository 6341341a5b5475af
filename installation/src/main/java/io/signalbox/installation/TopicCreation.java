package io.signalbox.installation;

import io.signalbox.contracts.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics, as {@link Topic} declares them. What exists is left alone: a topic's partitions decide where a tenant's
 * records lie, so they are never changed. A state topic that is not compacted would forget state, so it is refused.
 */
final class TopicCreation {
    private static final int ANSWER_SECONDS_MAX = 30;

    private final String brokers;
    private final short replicationFactor;
    private final int partitionsMax;

    TopicCreation(String brokers, short replicationFactor, int partitionsMax) {
        this.brokers = brokers;
        this.replicationFactor = replicationFactor;
        this.partitionsMax = partitionsMax;
    }

    /** Makes what is missing, and names it. */
    List<String> create() throws InstallationException {
        try (Admin admin = admin()) {
            Set<String> present = answer(admin.listTopics().names());
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(topic.topicName()))
                    .map(this::declared)
                    .toList();
            List<String> made = new ArrayList<>();
            for (Map.Entry<String, KafkaFuture<Void>> creation :
                    admin.createTopics(missing).values().entrySet()) {
                try {
                    answer(creation.getValue());
                    made.add(creation.getKey());
                } catch (InstallationException e) {
                    // Somebody else made it meanwhile.
                    unless(e.getCause() instanceof TopicExistsException, e);
                }
            }
            return List.copyOf(made);
        }
    }

    /** Refuses a broker on which state would be lost. */
    void check() throws InstallationException {
        try (Admin admin = admin()) {
            for (Topic topic : Topic.values()) {
                String policy = cleanupPolicy(admin, topic);
                if (topic.kind() == Topic.Kind.STATE && !policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                    throw new InstallationException("topic " + topic.topicName()
                            + " must have cleanup.policy=compact, not " + policy
                            + ": it carries state, which would be forgotten");
                }
            }
        }
    }

    /** A topic made a moment ago may not be known everywhere yet. */
    private static String cleanupPolicy(Admin admin, Topic topic) throws InstallationException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        long began = System.nanoTime();
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(ANSWER_SECONDS_MAX)) {
            try {
                Config config = answer(admin.describeConfigs(List.of(resource)).all())
                        .values()
                        .iterator()
                        .next();
                return config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            } catch (InstallationException e) {
                unless(e.getCause() instanceof UnknownTopicOrPartitionException, e);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new InstallationException("topic " + topic.topicName() + " was made and is still not known");
    }

    private NewTopic declared(Topic topic) {
        Map<String, String> settings = switch (topic.kind()) {
            case STATE ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        String.valueOf(TimeUnit.DAYS.toMillis(Topic.DELETE_RETENTION_DAYS)));
            case OCCURRENCE ->
                Map.of(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(TimeUnit.DAYS.toMillis(Topic.RETENTION_DAYS)));
        };
        return new NewTopic(topic.topicName(), Math.min(topic.partitions(), partitionsMax), replicationFactor)
                .configs(settings);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }

    private static void unless(boolean expected, InstallationException refused) throws InstallationException {
        if (!expected) {
            throw refused;
        }
    }

    private static <T> T answer(KafkaFuture<T> asked) throws InstallationException {
        try {
            return asked.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new InstallationException("Kafka refused: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new InstallationException("Kafka did not answer within " + ANSWER_SECONDS_MAX + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallationException("interrupted", e);
        }
    }
}
