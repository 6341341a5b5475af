package io.signalbox.simulator.dialect.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.util.SplittableRandom;

/** A batch of embeddings: every request names the model of the path again; what was used is not told. */
final class GeminiEmbeddings {
    private static final int DIMENSIONS = 64;
    private static final int REQUESTS_MAX = 100;

    private GeminiEmbeddings() {}

    static Body answer(Call call, Models models) {
        String model = call.body().path(GeminiQuestions.MODEL).asText();
        models.require(model);
        JsonNode requests = Reading.requiredArray(call.body(), "requests");
        if (requests.size() > REQUESTS_MAX) {
            throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "at most 100 requests can be in one batch");
        }
        ObjectNode answer = Json.object();
        ArrayNode embeddings = answer.putArray("embeddings");
        long tokens = 0;
        for (JsonNode request : requests) {
            if (!request.path("model").asText().equals("models/" + model)) {
                throw new ProviderErrorException(
                        ProviderError.INVALID_REQUEST, "the model in the batch does not match the one in the path");
            }
            String text = Reading.text(request.path("content").path("parts"));
            tokens += Words.count(text);
            ArrayNode values = embeddings.addObject().putArray("values");
            new SplittableRandom(text.hashCode())
                    .doubles(request.path("outputDimensionality").asInt(DIMENSIONS), -1, 1)
                    .forEach(values::add);
        }
        return new Body(Json.bytes(answer), Tokens.ofInput(tokens));
    }
}
