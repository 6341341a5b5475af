package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Whoever has a Kafka client and our committed schemas can read everything we say: no class, no registry of ours. */
class PlainConsumerTest {
    private static final Set<String> STATES =
            Set.of("signalbox.tenant.v1", "signalbox.provider.v1", "signalbox.catalog.v1", "signalbox.credential.v1");
    private static final Set<String> OCCURRENCES = Set.of("signalbox.signal.v1", "signalbox.usage-record.v1");
    /** A route's tree may nest any of its strategies in any other: all of that at once is more than a memory holds. */
    private static final SchemaValidatorsConfig AS_FAR_AS_NEEDED =
            SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();

    private static final Path SCHEMAS = Installation.checkout().resolve("contracts/schemas");

    private final Installation installation = Installation.get();
    private final Map<String, JsonNode> schemas = new HashMap<>();

    @Test
    void every_topic_is_read_as_cloud_events_whose_bodies_keep_their_schema() {
        assertThat(installation
                        .complete("demo", "[[sim fault=server_error on=openai]] hello", false)
                        .statusCode())
                .isEqualTo(200);
        installation.complete("sim-anthropic/sim-small", "hello", true);

        Map<String, List<ConsumerRecord<String, String>>> said = Installation.eventually(
                "something on every topic our services write to",
                () -> Optional.of(everything())
                        .filter(all ->
                                all.keySet().containsAll(STATES) && all.keySet().containsAll(OCCURRENCES)));

        said.values().forEach(records -> records.forEach(this::check));
        assertThat(said.values().stream()
                        .flatMap(List::stream)
                        .map(record -> header(record, "ce_type"))
                        .collect(Collectors.toSet()))
                .contains("TenantOpened", "ProviderConfigured", "ModelDiscovered", "ModelCatalogued", "PriceSet")
                .contains("RouteDefined", "CredentialSealed", "AccessKeyIssued", "ModelsDiscovered", "UsageRecorded");
    }

    private void check(ConsumerRecord<String, String> record) {
        String where = record.topic() + " " + record.key();
        JsonNode body = Installation.json(record.value());
        JsonNode schema = schema(header(record, "ce_type"));
        assertThat(problems(schema, body)).as(where).isEmpty();
        assertThat(schema.path("properties").properties().stream().map(Map.Entry::getKey))
                .as("the fields the schema of " + where + " knows")
                .containsAll(body.properties().stream().map(Map.Entry::getKey).toList());

        assertThat(header(record, "ce_specversion")).as(where).isEqualTo("1.0");
        assertThat(header(record, "content-type")).as(where).isEqualTo("application/json");
        assertThat(header(record, "ce_id")).as(where).isNotBlank();
        assertThat(header(record, "ce_source")).as(where).startsWith("/signalbox/");
        assertThat(header(record, "ce_subject")).as(where).isEqualTo(record.key());
        assertThat(Instant.parse(header(record, "ce_time"))).as(where).isAfter(Instant.EPOCH);
        assertThat(header(record, "tenant"))
                .as(where)
                .isEqualTo(body.path("tenant").asText());
        assertThat(record.key()).startsWith(header(record, "tenant") + "/");
        if (STATES.contains(record.topic())) {
            assertThat(Long.parseLong(header(record, "ce_sequence"))).as(where).isNotNegative();
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        assertThat(header).as("%s of %s %s", name, record.topic(), record.key()).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private JsonNode schema(String type) {
        return schemas.computeIfAbsent(type, name -> {
            try {
                return Installation.json(Files.readString(SCHEMAS.resolve(name + ".v1.json")));
            } catch (IOException e) {
                throw new UncheckedIOException("no committed schema of " + name, e);
            }
        });
    }

    private static Set<String> problems(JsonNode schema, JsonNode body) {
        JsonSchema checker =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema, AS_FAR_AS_NEEDED);
        return checker.validate(body, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)).stream()
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What every topic of ours holds that holds anything, read as text from its beginning to its present end. */
    private Map<String, List<ConsumerRecord<String, String>>> everything() {
        Map<String, Object> settings = Map.of("bootstrap.servers", installation.kafka());
        try (Consumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic -> topic.getKey().startsWith("signalbox."))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            Map<String, List<ConsumerRecord<String, String>>> read = new TreeMap<>();
            while (!ends.isEmpty()) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> read.computeIfAbsent(record.topic(), topic -> new ArrayList<>())
                                .add(record));
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            return read;
        }
    }
}
