package io.signalbox.simulator.dialect.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ListedModel;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.util.List;
import java.util.Map;

/** The model list, by pages: {@code pageSize}, {@code pageToken}. A token is the place to go on from. */
final class GeminiModels {
    private static final String SIZE_DEFAULT = "50";
    private static final String START = "0";

    private GeminiModels() {}

    static ObjectNode page(List<ListedModel> all, String query) {
        Map<String, List<String>> parameters = new QueryStringDecoder("?" + query).parameters();
        int from = Math.min(all.size(), number(parameters, "pageToken", START));
        int to = Math.min(all.size(), from + number(parameters, "pageSize", SIZE_DEFAULT));
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("models");
        all.subList(from, to).forEach(model -> rows.add(row(model)));
        return to < all.size() ? page.put("nextPageToken", String.valueOf(to)) : page;
    }

    static ObjectNode row(ListedModel model) {
        ObjectNode row = Json.object()
                .put("name", "models/" + model.id())
                .put("version", "001")
                .put("displayName", model.displayName())
                .put("description", "Simulated.")
                .put("inputTokenLimit", model.contextTokens())
                .put("outputTokenLimit", model.outputTokensMax());
        row.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
        return row.put("temperature", 1)
                .put("topP", 0.95)
                .put("topK", 64)
                .put("maxTemperature", 2)
                .put("thinking", model.id().contains("reason") || model.id().startsWith("gemini-"));
    }

    private static int number(Map<String, List<String>> parameters, String name, String otherwise) {
        String text = parameters.getOrDefault(name, List.of(otherwise)).get(0);
        if (!text.matches("[0-9]{1,4}")) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "Invalid value at '" + name + "', \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }
}
