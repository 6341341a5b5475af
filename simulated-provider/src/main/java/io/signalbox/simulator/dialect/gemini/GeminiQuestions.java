package io.signalbox.simulator.dialect.gemini;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a generateContent request as strictly as Google does: an unknown field is refused by its name. */
final class GeminiQuestions {
    /** Where the model of the path is put, and whether the path asks for a stream. */
    static final String MODEL = "model";

    static final String STREAM = "stream";

    private static final Set<String> FIELDS = Set.of(
            MODEL,
            STREAM,
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent");
    private static final Set<String> CONFIG = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "presencePenalty",
            "frequencyPenalty",
            "seed",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "thinkingConfig");

    private GeminiQuestions() {}

    static Question read(JsonNode body) {
        known(body, FIELDS);
        JsonNode config = body.path("generationConfig");
        known(config, CONFIG);
        JsonNode contents = Reading.requiredArray(body, "contents");
        List<ToolOffer> tools = tools(body.path("tools"));
        long tokens = (long) tools.size() * Words.PER_TOOL;
        if (body.hasNonNull("systemInstruction")) {
            tokens += Words.PER_MESSAGE + GeminiContents.cost(body.path("systemInstruction"));
        }
        String userText = "";
        for (JsonNode content : contents) {
            GeminiContents.check(content, body.path(MODEL).asText());
            tokens += Words.PER_MESSAGE + GeminiContents.cost(content);
            String text = Reading.text(content.path("parts"));
            if (content.path("role").asText("user").equals("user") && !text.isEmpty()) {
                userText = text;
            }
        }
        return new Question(
                        body.path(MODEL).asText(),
                        body.path(STREAM).asBoolean(),
                        true,
                        Math.max(0, config.path("maxOutputTokens").asInt(Integer.MAX_VALUE)),
                        tokens,
                        userText,
                        toolResult(contents.get(contents.size() - 1)),
                        tools,
                        wish(body.path("toolConfig").path("functionCallingConfig")))
                .answeredBy(config.path("responseJsonSchema"));
    }

    private static void known(JsonNode object, Set<String> names) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new ProviderErrorException(
                        ProviderError.INVALID_REQUEST,
                        "Invalid JSON payload received. Unknown name \"" + name + "\": Cannot find field.");
            }
        });
    }

    private static @Nullable String toolResult(JsonNode content) {
        for (JsonNode part : content.path("parts")) {
            if (part.has("functionResponse")) {
                return GeminiContents.result(part.path("functionResponse"));
            }
        }
        return null;
    }

    private static List<ToolOffer> tools(JsonNode tools) {
        List<ToolOffer> offers = new ArrayList<>();
        for (JsonNode tool : tools) {
            for (JsonNode function : tool.path("functionDeclarations")) {
                JsonNode schema = function.has("parametersJsonSchema")
                        ? function.path("parametersJsonSchema")
                        : function.path("parameters");
                offers.add(new ToolOffer(Reading.requiredText(function, "name"), schema));
            }
        }
        return offers;
    }

    private static ToolWish wish(JsonNode config) {
        return switch (config.path("mode").asText()) {
            case "NONE" -> new ToolWish(ToolWish.Mode.NONE, null, true);
            case "ANY" -> {
                JsonNode allowed = config.path("allowedFunctionNames").path(0);
                yield new ToolWish(ToolWish.Mode.REQUIRED, allowed.textValue(), true);
            }
            default -> new ToolWish(ToolWish.Mode.AUTO, null, true);
        };
    }
}
