package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.util.Locale;

/** Verdicts: what speaks of violence is flagged. Nothing is billed, and no usage is told. */
final class OpenAiModerations {
    private static final String WORD = "violence";

    private OpenAiModerations() {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        String model = Reading.requiredText(body, "model");
        models.require(model);
        JsonNode input = body.path("input");
        if (!input.isTextual() && (!input.isArray() || input.isEmpty())) {
            throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "Missing required parameter: 'input'.");
        }
        ObjectNode answer = Json.object().put("id", "modr-sim").put("model", model);
        ArrayNode results = answer.putArray("results");
        if (input.isTextual()) {
            judge(results, input.textValue());
        } else {
            input.forEach(each -> judge(
                    results,
                    each.isTextual() ? each.textValue() : each.path("text").asText()));
        }
        return new Body(Json.bytes(answer), Tokens.NONE);
    }

    private static void judge(ArrayNode results, String text) {
        boolean flagged = text.toLowerCase(Locale.ROOT).contains(WORD);
        ObjectNode result = results.addObject().put("flagged", flagged);
        result.putObject("categories").put(WORD, flagged).put("hate", false);
        result.putObject("category_scores").put(WORD, flagged ? 0.98 : 0.01).put("hate", 0.01);
        result.putObject("category_applied_input_types").putArray(WORD).add("text");
    }
}
