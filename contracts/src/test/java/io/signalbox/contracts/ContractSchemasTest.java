package io.signalbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dschemas.write=true} writes what is generated; {@code schemas/released/} is what readers out there hold and
 * only grows.
 */
class ContractSchemasTest {
    private static final Path SCHEMAS = Path.of("schemas");
    private static final Path RELEASED = SCHEMAS.resolve("released");
    private static final boolean WRITE = Boolean.getBoolean("schemas.write");

    private final Map<String, JsonNode> generated = new ContractSchemas().all();

    @Test
    void the_committed_schemas_are_what_the_records_say() throws IOException {
        for (Map.Entry<String, JsonNode> schema : generated.entrySet()) {
            Path file = SCHEMAS.resolve(schema.getKey());
            if (WRITE) {
                Files.writeString(file, ContractSchemas.JSON.writeValueAsString(schema.getValue()) + "\n");
            }
            assertThat(ContractSchemas.JSON.readTree(file.toFile()))
                    .as("%s; run the test with -Dschemas.write=true after an addition", file)
                    .isEqualTo(schema.getValue());
        }
        assertThat(files(SCHEMAS)).isEqualTo(new TreeSet<>(generated.keySet()));
    }

    @Test
    void the_committed_async_api_is_what_the_topics_say() throws IOException {
        Path file = Path.of("asyncapi.yaml");
        YAMLMapper yaml = new YAMLMapper();
        JsonNode document = new ContractSchemas().asyncApi();
        if (WRITE) {
            yaml.writeValue(file.toFile(), document);
        }
        assertThat(yaml.readTree(file.toFile())).isEqualTo(document);
    }

    @Test
    void nothing_that_was_released_is_broken() throws IOException {
        for (String name : files(RELEASED)) {
            JsonNode before =
                    ContractSchemas.JSON.readTree(RELEASED.resolve(name).toFile());
            assertThat(generated).as("a released event is gone").containsKey(name);
            assertThat(SchemaChange.breaks(before, generated.getOrDefault(name, MissingNode.getInstance())))
                    .as(name)
                    .isEmpty();
        }
        assertThat(files(RELEASED)).isNotEmpty();
    }

    @Nested
    class A_change_that_breaks_readers_is_seen {
        private final ObjectNode before = edited();
        private final ObjectNode after = edited();

        @Test
        void when_a_field_is_dropped() {
            ((ObjectNode) after.path("properties")).remove("modelSent");

            assertThat(SchemaChange.breaks(before, after)).containsExactly("/modelSent: is gone");
        }

        @Test
        void when_a_field_is_retyped() {
            ((ObjectNode) after.path("properties").path("attempt")).put("type", "string");

            assertThat(SchemaChange.breaks(before, after))
                    .containsExactly("/attempt: type was \"integer\" and is \"string\"");
        }

        @Test
        void when_a_field_is_newly_required() {
            ((ArrayNode) after.path("required")).add("route");

            assertThat(SchemaChange.breaks(before, after)).containsExactly("/route: is newly required");
        }

        @Test
        void when_an_outcome_is_dropped() {
            ArrayNode outcomes = (ArrayNode) after.path("$defs").path("Outcome").path("enum");
            outcomes.remove(0);

            assertThat(SchemaChange.breaks(before, after))
                    .containsExactly("/$defs/Outcome: the value SUCCEEDED is gone");
        }

        @Test
        void and_an_addition_is_not() {
            ((ObjectNode) after.path("properties")).putObject("added").put("type", "string");

            assertThat(SchemaChange.breaks(before, after)).isEmpty();
        }

        private ObjectNode edited() {
            try {
                return (ObjectNode) ContractSchemas.JSON.readTree(
                        SCHEMAS.resolve("UsageRecorded.v1.json").toFile());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static Set<String> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .forEach(names::add);
            return names;
        }
    }
}
