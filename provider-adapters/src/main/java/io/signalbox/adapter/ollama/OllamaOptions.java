package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code options} of a request: the configuration's, and over them what the caller asked for. */
record OllamaOptions(Map<String, Object> configured) {
    /** Fields of other formats that are options under the same or another name. */
    private static final Map<String, String> OWN = Map.of(
            "seed", "seed",
            "top_k", "top_k",
            "min_p", "min_p",
            "frequency_penalty", "frequency_penalty",
            "presence_penalty", "presence_penalty");

    /** Whether a field that the canonical conversation does not know is an option here. */
    static boolean isOwn(String field, JsonNode value) {
        return OWN.containsKey(field) && value.isNumber();
    }

    /** Puts them into a body, if there are any. */
    void put(Conversation said, ObjectNode body) {
        ObjectNode options = defaults();
        said.extra().forEach((name, value) -> {
            if (isOwn(name, value)) {
                options.set(OWN.get(name), value);
            }
        });
        if (said.maxOutputTokens() != null) {
            options.put("num_predict", said.maxOutputTokens());
        }
        if (said.temperature() != null) {
            options.put("temperature", said.temperature());
        }
        if (said.topP() != null) {
            options.put("top_p", said.topP());
        }
        if (!said.stop().isEmpty()) {
            said.stop().forEach(options.putArray("stop")::add);
        }
        put(options, body);
    }

    /** Puts the configuration's into a body, if there are any. */
    void put(ObjectNode body) {
        put(defaults(), body);
    }

    private void put(ObjectNode options, ObjectNode body) {
        if (!options.isEmpty()) {
            body.set("options", options);
        }
        String keepAlive = new Settings(configured).text("keepAlive");
        if (keepAlive != null) {
            body.put("keep_alive", keepAlive);
        }
    }

    private ObjectNode defaults() {
        Settings settings = new Settings(configured);
        Map<String, Object> options = new LinkedHashMap<>(settings.map("parameters"));
        settings.copy("temperature", "temperature", options);
        settings.copy("maxTokens", "num_predict", options);
        settings.copy("topP", "top_p", options);
        settings.copy("topK", "top_k", options);
        settings.copy("seed", "seed", options);
        settings.copy("repeatPenalty", "repeat_penalty", options);
        settings.copy("contextTokens", "num_ctx", options);
        return WireJson.mapper().valueToTree(options);
    }
}
