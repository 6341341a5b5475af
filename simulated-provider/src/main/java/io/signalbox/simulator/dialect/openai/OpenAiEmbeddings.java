package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ListedModel;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Embeddings: a vector of length one, drawn from a generator seeded by the input's text, so that equal inputs have equal
 * vectors. All four input shapes, floats or base64 of little-endian floats.
 */
final class OpenAiEmbeddings {
    private static final int INPUTS_MAX = 2048;
    private static final int TOKENS_MAX = 300_000;
    private static final int DIMENSIONS_DEFAULT = 64;
    private static final int DIMENSIONS_MAX = 4096;

    private OpenAiEmbeddings() {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        String model = Reading.requiredText(body, "model");
        models.require(model);
        List<JsonNode> inputs = inputs(body.path("input"));
        int dimensions = dimensions(body, models, model);
        boolean base64 = body.path("encoding_format").asText().equals("base64");
        ObjectNode answer = Json.object().put("object", "list");
        ArrayNode rows = answer.putArray("data");
        long tokens = 0;
        for (int i = 0; i < inputs.size(); i++) {
            JsonNode input = inputs.get(i);
            tokens += input.isTextual() ? Words.count(input.asText()) : input.size();
            ObjectNode row = rows.addObject().put("object", "embedding").put("index", i);
            put(row, vector(model + '\n' + input, dimensions), base64);
        }
        if (tokens > TOKENS_MAX) {
            throw invalid("Requested " + tokens + " tokens, max " + TOKENS_MAX + " tokens per request.");
        }
        answer.put("model", model);
        if (call.usageTold()) {
            answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        }
        return new Body(Json.bytes(answer), Tokens.ofInput(tokens));
    }

    private static List<JsonNode> inputs(JsonNode input) {
        List<JsonNode> inputs = new ArrayList<>();
        if (input.isTextual() || (input.isArray() && input.path(0).isNumber())) {
            inputs.add(input);
        } else {
            input.forEach(inputs::add);
        }
        if (inputs.isEmpty() || inputs.size() > INPUTS_MAX) {
            throw invalid("'input' must hold 1 to " + INPUTS_MAX + " inputs.");
        }
        return inputs;
    }

    private static int dimensions(JsonNode body, Models models, String model) {
        int usual = models.find(model).map(ListedModel::dimensions).orElse(0);
        int wished = body.path("dimensions").asInt(usual > 0 ? usual : DIMENSIONS_DEFAULT);
        if (wished < 1 || wished > DIMENSIONS_MAX) {
            throw invalid("'dimensions' must be from 1 to " + DIMENSIONS_MAX + ".");
        }
        return wished;
    }

    private static ProviderErrorException invalid(String message) {
        return new ProviderErrorException(ProviderError.INVALID_REQUEST, message);
    }

    private static float[] vector(String text, int dimensions) {
        SplittableRandom random = new SplittableRandom(text.hashCode());
        double[] drawn = random.doubles(dimensions, -1, 1).toArray();
        double squares = 0;
        for (double value : drawn) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (drawn[i] / length);
        }
        return vector;
    }

    private static void put(ObjectNode row, float[] vector, boolean base64) {
        if (base64) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            row.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        ArrayNode values = row.putArray("embedding");
        for (float value : vector) {
            values.add(value);
        }
    }
}
