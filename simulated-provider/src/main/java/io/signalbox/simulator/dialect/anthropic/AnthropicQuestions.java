package io.signalbox.simulator.dialect.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.simulator.conversation.Question;
import io.signalbox.simulator.conversation.ToolOffer;
import io.signalbox.simulator.conversation.ToolWish;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a messages request. */
final class AnthropicQuestions {
    private AnthropicQuestions() {}

    static Question read(JsonNode body) {
        JsonNode messages = Reading.requiredArray(body, "messages");
        List<ToolOffer> tools = tools(body.path("tools"));
        long tokens = (long) tools.size() * Words.PER_TOOL;
        if (body.hasNonNull("system")) {
            tokens += Words.PER_MESSAGE + Reading.cost(body.path("system"));
        }
        String userText = "";
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            tokens += Words.PER_MESSAGE + Reading.cost(content);
            String text = Reading.text(content);
            if (message.path("role").asText().equals("user") && !text.isEmpty()) {
                userText = text;
            }
        }
        return new Question(
                        body.path("model").asText(),
                        body.path("stream").asBoolean(),
                        true,
                        Math.max(0, body.path("max_tokens").asInt(Integer.MAX_VALUE)),
                        tokens,
                        userText,
                        toolResult(messages.get(messages.size() - 1)),
                        tools,
                        wish(body.path("tool_choice")))
                .answeredBy(body.path("output_config").path("format").path("schema"));
    }

    private static @Nullable String toolResult(JsonNode message) {
        for (JsonNode block : message.path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                return Reading.text(block.path("content"));
            }
        }
        return null;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            offers.add(new ToolOffer(Reading.requiredText(tool, "name"), tool.path("input_schema")));
        }
        return offers;
    }

    private static ToolWish wish(JsonNode choice) {
        boolean parallel = !choice.path("disable_parallel_tool_use").asBoolean();
        return switch (choice.path("type").asText()) {
            case "any" -> new ToolWish(ToolWish.Mode.REQUIRED, null, parallel);
            case "tool" ->
                new ToolWish(ToolWish.Mode.REQUIRED, choice.path("name").asText(), parallel);
            case "none" -> new ToolWish(ToolWish.Mode.NONE, null, parallel);
            default -> new ToolWish(ToolWish.Mode.AUTO, null, parallel);
        };
    }
}
