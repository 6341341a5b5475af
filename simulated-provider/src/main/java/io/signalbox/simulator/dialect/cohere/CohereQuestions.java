package io.signalbox.simulator.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.util.Locale;
import java.util.Set;

/** Reads a chat request; a field that the second version does not know is refused by its name. */
final class CohereQuestions {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "stream",
            "tools",
            "tool_choice",
            "strict_tools",
            "response_format",
            "max_tokens",
            "stop_sequences",
            "temperature",
            "seed",
            "k",
            "p",
            "frequency_penalty",
            "presence_penalty",
            "logprobs",
            "thinking",
            "safety_mode",
            "documents",
            "citation_options",
            "priority");

    private CohereQuestions() {}

    /** The same question as OpenAI would be asked. */
    static JsonNode asOpenAi(JsonNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw invalid("unknown field: parameter '" + name + "' is not a valid field");
            }
        });
        if (body.path("temperature").asDouble() > 1 || body.path("p").asDouble() > 0.99) {
            throw invalid("invalid request: temperature must be at most 1, p at most 0.99");
        }
        ObjectNode asked = Json.object()
                .put("model", Reading.requiredText(body, "model"))
                .put("stream", body.path("stream").asBoolean());
        asked.set("messages", Reading.requiredArray(body, "messages"));
        for (String same : Set.of("max_tokens", "tools")) {
            if (body.hasNonNull(same)) {
                asked.set(same, body.path(same));
            }
        }
        String choice = body.path("tool_choice").asText("");
        if (!choice.isEmpty() && !Set.of("REQUIRED", "NONE").contains(choice)) {
            throw invalid("invalid request: tool_choice must be REQUIRED or NONE");
        }
        if (!choice.isEmpty()) {
            asked.put("tool_choice", choice.toLowerCase(Locale.ROOT));
        }
        boolean beside =
                !body.path("tools").isEmpty() || !body.path("documents").isEmpty();
        if (body.hasNonNull("response_format") && beside) {
            throw invalid("invalid request: response_format is not supported with tools or documents");
        }
        JsonNode schema = body.path("response_format").path("json_schema");
        if (schema.isObject()) {
            asked.putObject("response_format").putObject("json_schema").set("schema", schema);
        }
        return asked;
    }

    private static ProviderErrorException invalid(String message) {
        return new ProviderErrorException(ProviderError.INVALID_REQUEST, message);
    }
}
