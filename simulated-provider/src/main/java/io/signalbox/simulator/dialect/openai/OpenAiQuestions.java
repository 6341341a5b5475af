package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.ToolOffer;
import io.signalbox.simulator.conversation.ToolWish;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.util.ArrayList;
import java.util.List;

/** Reads a chat completion request. */
final class OpenAiQuestions {
    private OpenAiQuestions() {}

    static Question read(JsonNode body) {
        String model = Reading.requiredText(body, "model");
        JsonNode messages = Reading.requiredArray(body, "messages");
        if (body.path("n").asInt(1) != 1) {
            throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "The simulator answers n = 1 only.");
        }
        List<ToolOffer> tools = tools(body.path("tools"));
        long tokens = (long) tools.size() * Words.PER_TOOL;
        String userText = "";
        for (JsonNode message : messages) {
            tokens += Words.PER_MESSAGE + Reading.cost(message.path("content"));
            for (JsonNode call : message.path("tool_calls")) {
                tokens += Words.count(call.path("function").path("arguments").asText());
            }
            if (message.path("role").asText().equals("user")) {
                userText = Reading.text(message.path("content"));
            }
        }
        JsonNode last = messages.get(messages.size() - 1);
        boolean fromTool = last.path("role").asText().equals("tool");
        return new Question(
                        model,
                        body.path("stream").asBoolean(),
                        body.path("stream_options").path("include_usage").asBoolean(),
                        outputMax(body),
                        tokens,
                        userText,
                        fromTool ? Reading.text(last.path("content")) : null,
                        tools,
                        wish(body))
                .answeredBy(body.path("response_format").path("json_schema").path("schema"));
    }

    private static int outputMax(JsonNode body) {
        JsonNode max =
                body.hasNonNull("max_completion_tokens") ? body.path("max_completion_tokens") : body.path("max_tokens");
        return max.isNumber() ? Math.max(0, max.asInt()) : Integer.MAX_VALUE;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            JsonNode function = tool.path("function");
            offers.add(new ToolOffer(Reading.requiredText(function, "name"), function.path("parameters")));
        }
        return offers;
    }

    private static ToolWish wish(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        boolean parallel = body.path("parallel_tool_calls").asBoolean(true);
        if (choice.isObject()) {
            String named = choice.path("function").path("name").asText();
            return new ToolWish(ToolWish.Mode.REQUIRED, named, parallel);
        }
        return switch (choice.asText()) {
            case "none" -> new ToolWish(ToolWish.Mode.NONE, null, parallel);
            case "required" -> new ToolWish(ToolWish.Mode.REQUIRED, null, parallel);
            default -> new ToolWish(ToolWish.Mode.AUTO, null, parallel);
        };
    }
}
