package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Anthropic's messages. */
final class MessagesWire implements CallerWire {
    @Override
    public String name() {
        return "messages";
    }

    @Override
    public String title() {
        return "Callers of Anthropic's messages, `POST /v1/messages`";
    }

    @Override
    public JsonNode assembled(String stream) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        for (JsonNode event : MatrixJson.events(stream)) {
            switch (event.path("type").asText()) {
                case "message_start" -> message.setAll((ObjectNode) event.get("message"));
                case "content_block_start" ->
                    content.add(event.get("content_block").deepCopy());
                case "content_block_delta" ->
                    delta((ObjectNode) content.get(event.path("index").asInt()), event.get("delta"));
                case "content_block_stop" ->
                    stop((ObjectNode) content.get(event.path("index").asInt()));
                case "message_delta" -> {
                    message.setAll((ObjectNode) event.get("delta"));
                    ((ObjectNode) message.path("usage")).setAll((ObjectNode) event.get("usage"));
                }
                default -> {}
            }
        }
        message.set("content", content);
        return message;
    }

    private static void delta(ObjectNode block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> append(block, "text", delta);
            case "thinking_delta" -> append(block, "thinking", delta);
            case "signature_delta" -> append(block, "signature", delta);
            case "input_json_delta" -> append(block, "partial_json", delta);
            default -> {}
        }
    }

    private static void append(ObjectNode block, String field, JsonNode delta) {
        block.put(field, block.path(field).asText("") + delta.path(field).asText());
    }

    private static void stop(ObjectNode block) {
        JsonNode input = block.remove("partial_json");
        if (input != null && !input.asText().isEmpty()) {
            block.set("input", MatrixJson.of(input.asText()));
        }
    }
}
