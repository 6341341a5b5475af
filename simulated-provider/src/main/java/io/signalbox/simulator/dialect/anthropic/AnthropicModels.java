package io.signalbox.simulator.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ListedModel;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The model list, by pages: {@code limit}, {@code after_id}, {@code before_id}. */
final class AnthropicModels {
    private static final int LIMIT_DEFAULT = 20;
    private static final int LIMIT_MAX = 1000;

    private AnthropicModels() {}

    static ObjectNode page(List<ListedModel> all, String query) {
        Map<String, List<String>> parameters = new QueryStringDecoder("?" + query).parameters();
        int limit = limit(parameters);
        int from = 0;
        int to = Math.min(all.size(), limit);
        if (parameters.containsKey("after_id")) {
            from = position(all, parameters.get("after_id").get(0)) + 1;
            to = Math.min(all.size(), from + limit);
        } else if (parameters.containsKey("before_id")) {
            to = position(all, parameters.get("before_id").get(0));
            from = Math.max(0, to - limit);
        }
        boolean more = parameters.containsKey("before_id") ? from > 0 : to < all.size();
        ObjectNode page = Json.object();
        ArrayNode rows = page.putArray("data");
        List<ListedModel> shown = all.subList(from, to);
        shown.forEach(model -> rows.add(row(model)));
        return page.put("has_more", more)
                .put("first_id", shown.isEmpty() ? null : shown.getFirst().id())
                .put("last_id", shown.isEmpty() ? null : shown.getLast().id());
    }

    static ObjectNode row(ListedModel model) {
        ObjectNode row = Json.object()
                .put("type", "model")
                .put("id", model.id())
                .put("display_name", model.displayName())
                .put("created_at", Instant.ofEpochSecond(model.createdSecond()).toString())
                .put("max_input_tokens", model.contextTokens())
                .put("max_tokens", model.outputTokensMax());
        ObjectNode capabilities = row.putObject("capabilities");
        capabilities.putObject("image_input").put("supported", true);
        capabilities.putObject("structured_outputs").put("supported", false);
        capabilities.putObject("thinking").put("supported", true);
        return row;
    }

    private static int limit(Map<String, List<String>> parameters) {
        String text =
                parameters.getOrDefault("limit", List.of("" + LIMIT_DEFAULT)).get(0);
        int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "limit: must be from 1 to " + LIMIT_MAX + ".");
        }
        return limit;
    }

    private static int position(List<ListedModel> all, String id) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new ProviderErrorException(ProviderError.INVALID_REQUEST, "There is no model '" + id + "' to page from.");
    }
}
