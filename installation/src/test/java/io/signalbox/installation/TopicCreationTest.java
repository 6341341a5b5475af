package io.signalbox.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.Topic;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicCreationTest {
    private static final String BROKERS = EmbeddedServices.kafka().bootstrapServers();
    private static final List<String> NAMES =
            Arrays.stream(Topic.values()).map(Topic::topicName).toList();

    private final Admin admin = Admin.create(Map.of("bootstrap.servers", BROKERS));

    private record Result(int code, String output) {}

    @BeforeEach
    void noTopics() throws Exception {
        for (KafkaFuture<Void> deletion :
                admin.deleteTopics(NAMES).topicNameValues().values()) {
            try {
                deletion.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException gone) {
                assertThat(gone).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
        Await.until(() -> Collections.disjoint(present(), NAMES));
    }

    private Set<String> present() throws Exception {
        return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void every_declared_topic_is_made_with_its_settings_and_a_second_run_makes_nothing() throws Exception {
        Result first = run();

        assertThat(first.output()).contains("topic signalbox.usage-record.v1 made", "topics are ready");
        assertThat(first.code()).isZero();
        assertThat(setting(Topic.PROVIDER, TopicConfig.CLEANUP_POLICY_CONFIG)).isEqualTo("compact");
        assertThat(setting(Topic.PROVIDER, TopicConfig.DELETE_RETENTION_MS_CONFIG))
                .isEqualTo(String.valueOf(TimeUnit.DAYS.toMillis(30)));
        assertThat(setting(Topic.USAGE_RECORD, TopicConfig.RETENTION_MS_CONFIG))
                .isEqualTo(String.valueOf(TimeUnit.DAYS.toMillis(35)));
        var described = admin.describeTopics(NAMES).allTopicNames().get(30, TimeUnit.SECONDS);
        assertThat(described).hasSize(Topic.values().length);
        assertThat(described)
                .hasEntrySatisfying(
                        Topic.USAGE_RECORD.topicName(),
                        topic -> assertThat(topic.partitions()).hasSize(12));
        assertThat(run()).isEqualTo(new Result(0, "topics are ready\n"));
    }

    @Test
    void a_state_topic_that_forgets_is_refused_by_name() throws Exception {
        admin.createTopics(List.of(new NewTopic(Topic.CREDENTIAL.topicName(), 3, (short) 1)))
                .all()
                .get(30, TimeUnit.SECONDS);

        Result result = run();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("topic signalbox.credential.v1 must have cleanup.policy=compact");
    }

    @Test
    void a_missing_setting_is_named() {
        var output = new ByteArrayOutputStream();

        int code = new InstallationProgram(Map.of(), new PrintStream(output, true, StandardCharsets.UTF_8))
                .run(List.of("topics"));

        assertThat(code).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("installation: SIGNALBOX_KAFKA_BOOTSTRAP_SERVERS must be set\n");
    }

    private String setting(Topic topic, String name) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        var configs = admin.describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS);
        return configs.values().iterator().next().get(name).value();
    }

    private static Result run() {
        var output = new ByteArrayOutputStream();
        int code = new InstallationProgram(
                        Map.of("SIGNALBOX_KAFKA_BOOTSTRAP_SERVERS", BROKERS, "SIGNALBOX_REPLICATION_FACTOR", "1"),
                        new PrintStream(output, true, StandardCharsets.UTF_8))
                .run(List.of("topics"));
        return new Result(code, output.toString(StandardCharsets.UTF_8));
    }
}
