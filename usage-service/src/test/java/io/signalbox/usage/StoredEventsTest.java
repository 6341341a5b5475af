package io.signalbox.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.usage.allowance.AllowanceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredEventsTest {
    static Stream<Class<?>> events() {
        return Arrays.stream(AllowanceEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void what_was_stored_once_is_read_and_written_the_same_for_ever(Class<?> event) throws IOException {
        EventName name = Objects.requireNonNull(event.getAnnotation(EventName.class), event.getName());
        JsonNode approved = approved(name.value());
        assertThat(approved.fieldNames())
                .toIterable()
                .as("every field is in the approved form")
                .containsExactlyInAnyOrder(Arrays.stream(event.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
        Object read = ContractJson.mapper().treeToValue(approved, event);
        assertThat(ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsString(read)))
                .isEqualTo(approved);
    }

    private static JsonNode approved(String name) throws IOException {
        try (InputStream file = StoredEventsTest.class.getResourceAsStream("/stored-events/" + name + ".json")) {
            return ContractJson.mapper().readTree(Objects.requireNonNull(file, "there is no approved form of " + name));
        }
    }
}
