package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Images: a few bytes that say what was asked for. A model with {@code gpt-image} in its name bills tokens, others images. */
final class OpenAiImages {
    private static final int TOKENS_PER_IMAGE = 272;

    private OpenAiImages() {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        String model = Reading.requiredText(body, "model");
        models.require(model);
        String prompt = Reading.requiredText(body, "prompt");
        int count = Math.max(1, body.path("n").asInt(1));
        boolean byTokens = model.contains("gpt-image") && call.usageTold();
        Tokens tokens = byTokens
                ? Tokens.ofInput(Words.count(prompt)).plus(Tokens.ofOutput((long) count * TOKENS_PER_IMAGE))
                : Tokens.NONE;
        String image = Base64.getEncoder().encodeToString(("image of " + prompt).getBytes(StandardCharsets.UTF_8));
        if (body.path("stream").asBoolean()) {
            return Body.pieces(
                    "text/event-stream; charset=utf-8",
                    List.of(
                            Frame.content(event("image_generation.partial_image", image, Tokens.NONE), tokens.prompt()),
                            Frame.content(
                                    event("image_generation.completed", image, tokens),
                                    Tokens.ofOutput(tokens.output()))));
        }
        ObjectNode answer = Json.object().put("created", 1);
        ArrayNode data = answer.putArray("data");
        for (int each = 0; each < count; each++) {
            data.addObject().put(byTokens ? "b64_json" : "url", byTokens ? image : "https://images.example/" + each);
        }
        if (byTokens) {
            answer.set("usage", usage(tokens));
        }
        return new Body(Json.bytes(answer), tokens);
    }

    private static String event(String type, String image, Tokens tokens) {
        ObjectNode data = Json.object().put("type", type).put("b64_json", image);
        if (tokens.total() > 0) {
            data.set("usage", usage(tokens));
        }
        return "event: " + type + "\ndata: " + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n";
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object()
                .put("input_tokens", tokens.input())
                .put("output_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        usage.putObject("input_tokens_details")
                .put("text_tokens", tokens.input())
                .put("image_tokens", 0);
        return usage;
    }
}
