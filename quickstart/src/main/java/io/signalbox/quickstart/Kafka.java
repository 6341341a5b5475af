package io.signalbox.quickstart;

import io.signalbox.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A persistent single Kafka broker (KRaft) on loopback, in a JVM of its own. */
final class Kafka {
    /** One broker on a laptop gains nothing from the production count of the busiest topic. */
    private static final int PARTITIONS_MAX = 4;

    private final Home home;
    private final Ports ports;
    private final JavaProgram java;

    Kafka(Home home, Ports ports, JavaProgram java) {
        this.home = home;
        this.ports = ports;
        this.java = java;
    }

    List<String> command() {
        Path properties = home.config(Part.KAFKA);
        Path data = home.state("kafka");
        write(properties, properties(data));
        return java.command(
                Part.KAFKA,
                KafkaProgram.class.getName(),
                List.of("-Xmx320m", "-Xms128m", "-XX:TieredStopAtLevel=1"),
                properties.toString(),
                data.resolve("data").toString());
    }

    String address() {
        return "127.0.0.1:" + ports.kafka();
    }

    boolean ready() {
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Topics are made here, on purpose and with their settings; the broker makes none by itself. */
    void createTopics() {
        try (Admin admin = admin()) {
            Set<String> present = admin.listTopics().names().get(10, TimeUnit.SECONDS);
            List<NewTopic> missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(topic.topicName()))
                    .map(Kafka::topic)
                    .toList();
            admin.createTopics(missing).all().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Complaint(
                    Complaint.Exit.FAILED, "Kafka made no topics; see " + home.log(Part.KAFKA) + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NewTopic topic(Topic topic) {
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
        return new NewTopic(topic.topicName(), Math.min(topic.partitions(), PARTITIONS_MAX), (short) 1)
                .configs(settings);
    }

    private Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", address(), "request.timeout.ms", "3000", "default.api.timeout.ms", "5000"));
    }

    private String properties(Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                group.initial.rebalance.delay.ms=0
                # After a crash the old registration has to expire before the broker may come back.
                broker.session.timeout.ms=2000
                broker.heartbeat.interval.ms=500
                log.cleaner.dedupe.buffer.size=16777216
                log.cleaner.threads=1
                num.network.threads=2
                num.io.threads=4
                """.formatted(ports.kafka(), ports.kafkaController(), data.resolve("data"));
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
