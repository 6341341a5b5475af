package io.signalbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as they lie on topics out there: never edited, only added to. */
class OldRecordsTest {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @ParameterizedTest
    @MethodSource("fixtures")
    void an_old_record_is_read_by_todays_code_and_loses_nothing(Path fixture) throws IOException {
        JsonNode written = JSON.readTree(fixture.toFile());

        ContractEvent event = JSON.treeToValue(written, type(fixture));

        JsonNode again = JSON.readTree(JSON.writeValueAsBytes(event));
        written.properties().forEach(field -> {
            if (!field.getKey().startsWith("unknown")) {
                assertThat(again.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
            }
        });
        assertThat(event.recordKey()).startsWith(event.tenant() + "/");
    }

    @Test
    void every_event_has_an_old_record() throws IOException {
        Set<String> known = Arrays.stream(Topic.values())
                .flatMap(topic -> topic.events().keySet().stream())
                .collect(Collectors.toSet());

        try (Stream<Path> fixtures = fixtures()) {
            assertThat(fixtures.map(OldRecordsTest::name).collect(Collectors.toSet()))
                    .containsAll(known);
        }
    }

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.sorted().toList().stream();
        }
    }

    private static Class<? extends ContractEvent> type(Path fixture) {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> topic.event(name(fixture)).stream())
                .findFirst()
                .orElseThrow();
    }

    private static String name(Path fixture) {
        return fixture.getFileName().toString().replaceAll("\\..*", "");
    }
}
