package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The responses that are kept, the oldest forgotten first; shown, deleted, and never ended, for none is in the background. */
final class KeptResponses {
    static final String PATH = "/v1/responses/";
    private static final int KEPT_MAX = 1_000;

    /** A response and the input it was made from. */
    record Kept(ObjectNode response, ArrayNode input) {
        long tokens() {
            return response.path("usage").path("total_tokens").asLong();
        }
    }

    private final Map<String, Kept> byId = new LinkedHashMap<>();

    synchronized void keep(ObjectNode response, JsonNode input) {
        if (byId.size() >= KEPT_MAX) {
            byId.remove(byId.keySet().iterator().next());
        }
        byId.put(response.path("id").asText(), new Kept(response, items(response.path("id"), input)));
    }

    private static ArrayNode items(JsonNode id, JsonNode input) {
        ArrayNode items = Json.object().putArray("data");
        if (input.isTextual()) {
            ObjectNode item = items.addObject().put("type", "message").put("role", "user");
            item.putArray("content").addObject().put("type", "input_text").put("text", input.textValue());
        } else {
            input.forEach(item -> items.add(item.deepCopy()));
        }
        for (int i = 0; i < items.size(); i++) {
            ((ObjectNode) items.get(i)).put("id", "in_" + id.asText() + "_" + i);
        }
        return items;
    }

    /** The response that a request goes on from. */
    synchronized Kept previous(String id) {
        Kept kept = byId.get(id);
        if (kept == null) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "Previous response with id '" + id + "' not found.");
        }
        return kept;
    }

    synchronized Body answer(Call call) {
        String behind = call.path().substring(PATH.length());
        int slash = behind.indexOf('/');
        String id = URLDecoder.decode(slash < 0 ? behind : behind.substring(0, slash), StandardCharsets.UTF_8);
        String way = slash < 0 ? "" : behind.substring(slash);
        Kept kept = byId.get(id);
        if (kept == null) {
            throw new ProviderErrorException(ProviderError.NOT_FOUND, "Response with id '" + id + "' not found.");
        }
        if (way.equals("/cancel")) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "Cannot cancel a synchronous response: '" + id + "'.");
        }
        if (call.method().equals(HttpMethod.DELETE)) {
            byId.remove(id);
            return Body.free(Json.bytes(
                    Json.object().put("id", id).put("object", "response").put("deleted", true)));
        }
        return Body.free(Json.bytes(way.equals("/input_items") ? list(kept.input()) : kept.response()));
    }

    private static ObjectNode list(ArrayNode items) {
        ObjectNode list = Json.object().put("object", "list").put("has_more", false);
        list.set("data", items);
        return list.put("first_id", items.path(0).path("id").asText())
                .put("last_id", items.path(items.size() - 1).path("id").asText());
    }
}
