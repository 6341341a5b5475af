package io.signalbox.simulator.dialect.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.util.regex.Pattern;

/** Reads a chat request as strictly as Ollama does: types have to be right, fields it does not know are passed over. */
final class OllamaQuestions {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+=*");

    private OllamaQuestions() {}

    /** The same question as OpenAI would be asked. */
    static JsonNode asOpenAi(JsonNode body) {
        ObjectNode asked = Json.object()
                .put("model", Reading.requiredText(body, "model"))
                .put("stream", body.path("stream").asBoolean(true));
        ArrayNode messages = asked.putArray("messages");
        for (JsonNode message : Reading.requiredArray(body, "messages")) {
            message(message, messages.addObject());
        }
        if (body.path("options").path("num_predict").asInt(-1) > 0) {
            asked.set("max_tokens", body.path("options").path("num_predict"));
        }
        if (!body.path("tools").isEmpty()) {
            asked.set("tools", body.path("tools"));
        }
        JsonNode format = body.path("format");
        if (format.isObject()) {
            asked.putObject("response_format").putObject("json_schema").set("schema", format);
        } else if (!format.isMissingNode() && !format.asText().equals("json")) {
            throw invalid("invalid format: expected \"json\" or a JSON schema");
        }
        return asked;
    }

    private static void message(JsonNode message, ObjectNode asked) {
        if (!message.path("content").isTextual()) {
            throw invalid("json: cannot unmarshal into Go struct field ChatRequest.messages.content of type string");
        }
        asked.put("role", message.path("role").asText());
        ArrayNode content = asked.putArray("content");
        content.addObject()
                .put("type", "text")
                .put("text", message.path("content").asText());
        for (JsonNode image : message.path("images")) {
            if (!BASE64.matcher(image.asText()).matches()) {
                throw invalid("illegal base64 data at input byte 4");
            }
            content.addObject().put("type", "image_url");
        }
        for (JsonNode call : message.path("tool_calls")) {
            JsonNode arguments = call.path("function").path("arguments");
            if (!arguments.isObject()) {
                throw invalid("json: cannot unmarshal string into field ToolCallFunction.arguments");
            }
            asked.withArray("tool_calls")
                    .addObject()
                    .putObject("function")
                    .put("name", call.path("function").path("name").asText())
                    .put("arguments", arguments.toString());
        }
        if (message.path("role").asText().equals("tool")) {
            Reading.requiredText(message, "tool_name");
        }
    }

    private static ProviderErrorException invalid(String message) {
        return new ProviderErrorException(ProviderError.INVALID_REQUEST, message);
    }
}
