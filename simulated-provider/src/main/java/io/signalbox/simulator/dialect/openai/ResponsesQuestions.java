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
import org.jspecify.annotations.Nullable;

/**
 * Reads a request for a response. What it goes on from costs all the tokens that had; thoughts of others are refused, as
 * OpenAI refuses them.
 */
final class ResponsesQuestions {
    private static final int OUTPUT_LEAST = 16;

    private long tokens;
    private String userText = "";
    private @Nullable String toolResult;

    private ResponsesQuestions() {}

    static Question read(JsonNode body, KeptResponses kept) {
        ResponsesQuestions read = new ResponsesQuestions();
        String model = Reading.requiredText(body, "model");
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            read.user(input);
        } else {
            Reading.requiredArray(body, "input").forEach(read::item);
        }
        if (body.hasNonNull("previous_response_id")) {
            read.tokens +=
                    kept.previous(body.path("previous_response_id").asText()).tokens();
        }
        List<ToolOffer> tools = tools(body.path("tools"));
        read.tokens += (long) tools.size() * Words.PER_TOOL
                + Words.count(body.path("instructions").asText(""));
        return new Question(
                        model,
                        body.path("stream").asBoolean(),
                        true,
                        outputMax(body.path("max_output_tokens")),
                        read.tokens,
                        read.userText,
                        read.toolResult,
                        tools,
                        wish(body))
                .answeredBy(body.path("text").path("format").path("schema"));
    }

    private void user(JsonNode content) {
        tokens += Words.PER_MESSAGE + cost(content);
        userText = Reading.text(content);
        toolResult = null;
    }

    private void item(JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "message" -> {
                if (item.path("role").asText().equals("user")) {
                    user(item.path("content"));
                } else {
                    tokens += Words.PER_MESSAGE + cost(item.path("content"));
                }
            }
            case "function_call" ->
                tokens += Words.PER_MESSAGE + Words.count(item.path("arguments").asText());
            case "function_call_output" -> {
                tokens += Words.PER_MESSAGE + cost(item.path("output"));
                toolResult = Reading.text(item.path("output"));
            }
            case "reasoning" -> {
                String id = item.path("id").asText();
                if (!id.startsWith("rs_sim") && !item.hasNonNull("encrypted_content")) {
                    throw new ProviderErrorException(ProviderError.NOT_FOUND, "Item with id '" + id + "' not found.");
                }
            }
            default ->
                throw new ProviderErrorException(
                        ProviderError.INVALID_REQUEST,
                        "The simulator knows no items of type '"
                                + item.path("type").asText() + "'.");
        }
    }

    private static long cost(JsonNode content) {
        if (content.isTextual()) {
            return Words.count(content.asText());
        }
        long cost = 0;
        for (JsonNode part : content) {
            cost += part.path("text").isTextual()
                    ? Words.count(part.path("text").asText())
                    : Words.PER_ATTACHMENT;
        }
        return cost;
    }

    private static int outputMax(JsonNode max) {
        if (max.isNumber() && max.asInt() < OUTPUT_LEAST) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST,
                    "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16.");
        }
        return max.isNumber() ? max.asInt() : Integer.MAX_VALUE;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            if (tool.path("type").asText().equals("function")) {
                offers.add(new ToolOffer(Reading.requiredText(tool, "name"), tool.path("parameters")));
            }
        }
        return offers;
    }

    private static ToolWish wish(JsonNode body) {
        JsonNode choice = body.path("tool_choice");
        boolean parallel = body.path("parallel_tool_calls").asBoolean(true);
        if (choice.isObject()) {
            return new ToolWish(ToolWish.Mode.REQUIRED, choice.path("name").asText(), parallel);
        }
        return switch (choice.asText()) {
            case "none" -> new ToolWish(ToolWish.Mode.NONE, null, parallel);
            case "required" -> new ToolWish(ToolWish.Mode.REQUIRED, null, parallel);
            default -> new ToolWish(ToolWish.Mode.AUTO, null, parallel);
        };
    }
}
