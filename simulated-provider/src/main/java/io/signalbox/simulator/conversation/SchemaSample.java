package io.signalbox.simulator.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The plainest JSON that keeps a schema: what it requires and nothing else, always the same. */
final class SchemaSample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SchemaSample() {}

    /** Of an object's schema. */
    static ObjectNode of(JsonNode schema) {
        ObjectNode sample = JSON.objectNode();
        JsonNode properties = schema.path("properties");
        for (JsonNode name : schema.path("required")) {
            sample.set(name.asText(), value(properties.path(name.asText())));
        }
        return sample;
    }

    private static JsonNode value(JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "integer", "number" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode();
            case "object" -> of(schema);
            default -> JSON.textNode(schema.path("enum").path(0).asText("sample"));
        };
    }
}
