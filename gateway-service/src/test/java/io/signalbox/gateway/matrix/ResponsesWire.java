package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.gateway.pipeline.ResponseEvents;
import java.util.List;

/** OpenAI's responses. */
final class ResponsesWire implements CallerWire {
    @Override
    public String name() {
        return "responses";
    }

    @Override
    public String title() {
        return "Callers of OpenAI's responses, `POST /v1/responses`";
    }

    /** The last event has the whole response; {@code events} are the kinds of all, those in a row that are alike once. */
    @Override
    public JsonNode assembled(String stream) {
        ResponseEvents.areInOrder(stream);
        List<JsonNode> events = MatrixJson.events(stream);
        ObjectNode whole = events.getLast().path("response").deepCopy();
        ArrayNode kinds = whole.putArray("events");
        String before = "";
        for (JsonNode event : events) {
            String kind = event.path("type").asText();
            if (!kind.equals(before)) {
                kinds.add(kind);
            }
            before = kind;
        }
        return whole;
    }

    @Override
    public ObjectNode question(String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("max_output_tokens", 64)
                .put("input", text);
    }

    @Override
    public boolean usageIsAskedFor() {
        return false;
    }
}
