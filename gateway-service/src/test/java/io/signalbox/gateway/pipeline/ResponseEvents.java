package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What holds for every stream of response events that ends well, whatever is in it. */
public final class ResponseEvents {
    private final Map<Integer, JsonNode> added = new HashMap<>();
    private final Map<Integer, JsonNode> done = new HashMap<>();
    private final Map<String, StringBuilder> deltas = new HashMap<>();

    private ResponseEvents() {}

    /**
     * Numbers without a gap; one beginning and one end; every item announced, told by its deltas, finished once; the last
     * event repeats all of it.
     */
    public static void areInOrder(String stream) {
        List<JsonNode> events = Messages.events(stream);
        for (int at = 0; at < events.size(); at++) {
            assertThat(events.get(at).path("sequence_number").asInt(-1)).isEqualTo(at);
        }
        List<String> names = stream.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()))
                .toList();
        assertThat(names).isEqualTo(Messages.types(stream));
        assertThat(names).startsWith("response.created", "response.in_progress");
        assertThat(names.getLast()).isIn("response.completed", "response.incomplete");
        ResponseEvents read = new ResponseEvents();
        events.subList(2, events.size() - 1).forEach(read::event);
        read.end(events.getLast().at("/response/output"));
    }

    private void event(JsonNode event) {
        String type = event.path("type").asText();
        int index = event.path("output_index").asInt(-1);
        switch (type) {
            case "response.output_item.added" -> {
                assertThat(index).as("the next item").isEqualTo(added.size());
                added.put(index, event.path("item"));
            }
            case "response.output_item.done" -> {
                assertThat(done.put(index, event.path("item")))
                        .as("finished once")
                        .isNull();
                assertThat(event.at("/item/id"))
                        .isEqualTo(Objects.requireNonNull(added.get(index)).path("id"));
            }
            default -> {
                assertThat(added).containsKey(index);
                assertThat(done).doesNotContainKey(index);
                assertThat(event.path("item_id"))
                        .isEqualTo(Objects.requireNonNull(added.get(index)).path("id"));
                if (type.endsWith(".delta")) {
                    deltas.computeIfAbsent(event.path("item_id").asText(), id -> new StringBuilder())
                            .append(event.path("delta").asText());
                }
            }
        }
    }

    private void end(JsonNode output) {
        assertThat(done.keySet()).isEqualTo(added.keySet());
        assertThat(output).hasSize(done.size());
        for (int at = 0; at < output.size(); at++) {
            JsonNode item = output.path(at);
            assertThat(item).isEqualTo(done.get(at));
            String told = item.at("/content/0/text").asText("")
                    + item.at("/content/0/refusal").asText("")
                    + item.at("/summary/0/text").asText("")
                    + item.path("arguments").asText("");
            assertThat(String.valueOf(deltas.getOrDefault(item.path("id").asText(), new StringBuilder())))
                    .isEqualTo(told);
        }
    }
}
