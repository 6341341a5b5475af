package io.signalbox.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.eventstore.EventName;
import io.signalbox.vfs.batch.BatchEvent;
import io.signalbox.vfs.session.SessionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** History stays readable: every stored event has an approved form that reads and is written again identically. */
class StoredEventsTest {
    static Stream<Class<?>> events() {
        return Stream.of(SessionEvent.class, BatchEvent.class)
                .flatMap(vocabulary -> Arrays.stream(vocabulary.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_approved_form_reads_and_is_written_identically(Class<?> event) throws IOException {
        String name = Objects.requireNonNull(event.getAnnotation(EventName.class), event.getName())
                .value();
        JsonNode approved;
        try (InputStream file = getClass().getResourceAsStream("/stored-events/" + name + ".json")) {
            assertThat(file).as("an approved form of " + name).isNotNull();
            approved = ContractJson.mapper().readTree(file);
        }
        Object read = ContractJson.mapper().treeToValue(approved, event);
        JsonNode written = ContractJson.mapper().readTree(ContractJson.mapper().writeValueAsString(read));
        assertThat(written).isEqualTo(approved);
        assertThat(approved.fieldNames())
                .toIterable()
                .as("the approved form shows every field")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(event.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }
}
