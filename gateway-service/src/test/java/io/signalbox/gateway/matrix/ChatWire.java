package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions. */
final class ChatWire implements CallerWire {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public String title() {
        return "Callers of OpenAI's chat completions, `POST /v1/chat/completions`";
    }

    @Override
    public JsonNode assembled(String stream) {
        ObjectNode whole = JSON.objectNode();
        ObjectNode choice = whole.putArray("choices").addObject();
        ObjectNode message = choice.put("index", 0).putObject("message");
        StringBuilder content = new StringBuilder();
        ArrayNode calls = JSON.arrayNode();
        for (JsonNode chunk : MatrixJson.events(stream)) {
            whole.set("object", chunk.path("object"));
            whole.set("model", chunk.path("model"));
            if (chunk.hasNonNull("usage")) {
                whole.set("usage", chunk.get("usage"));
            }
            JsonNode delta = chunk.at("/choices/0/delta");
            if (delta.has("role")) {
                message.set("role", delta.get("role"));
            }
            content.append(
                    delta.path("content").isTextual() ? delta.get("content").textValue() : "");
            delta.path("tool_calls").forEach(step -> step(step, calls));
            if (chunk.at("/choices/0/finish_reason").isTextual()) {
                choice.set("finish_reason", chunk.at("/choices/0/finish_reason"));
            }
        }
        message.put("content", content.toString());
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return whole;
    }

    /** The first step of a call names it, the others add to its arguments. */
    private static void step(JsonNode step, ArrayNode calls) {
        int index = step.path("index").asInt();
        while (calls.size() <= index) {
            calls.addObject().putObject("function").put("arguments", "");
        }
        ObjectNode call = (ObjectNode) calls.get(index);
        ObjectNode function = (ObjectNode) call.get("function");
        if (step.has("id")) {
            call.set("id", step.get("id"));
            call.set("type", step.path("type"));
            function.set("name", step.at("/function/name"));
        }
        function.put(
                "arguments",
                function.path("arguments").asText()
                        + step.at("/function/arguments").asText(""));
    }
}
