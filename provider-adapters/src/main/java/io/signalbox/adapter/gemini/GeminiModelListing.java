package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /models}, in pages that continue with a token (ai.google.dev/api/models, models.list). An empty page ends
 * the list whatever it says.
 */
final class GeminiModelListing implements ModelListing {
    private static final String PATH = "/models?pageSize=1000";

    private final ModelTable table;

    GeminiModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return call(PATH, GeminiSettings.of(connection).headers());
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        JsonNode root = root(reply.body());
        List<ListedModel> models = models(root);
        return new Page(models, models.isEmpty() ? null : next(call, root));
    }

    /** Whether a reply is a page of models. */
    static boolean isPage(HttpReply reply) {
        try {
            root(reply.body());
            return true;
        } catch (UnreadableAnswerException anotherFormat) {
            return false;
        }
    }

    private List<ListedModel> models(JsonNode root) {
        Map<String, ListedModel> models = new LinkedHashMap<>();
        for (JsonNode entry : root.path("models")) {
            String name = entry.path("name").asText("");
            String id =
                    name.startsWith(GeminiModelName.PREFIX) ? name.substring(GeminiModelName.PREFIX.length()) : name;
            if (!id.isEmpty()) {
                models.putIfAbsent(id, new ListedModel(id, table.fields(entry), GeminiModelFacts.of(id, entry)));
            }
        }
        return List.copyOf(models.values());
    }

    private static @Nullable HttpCall next(HttpCall call, JsonNode root) {
        String token = root.path("nextPageToken").asText("");
        return token.isEmpty()
                ? null
                : call(PATH + "&pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8), call.headers());
    }

    private static HttpCall call(String path, Map<String, String> headers) {
        return new HttpCall("GET", path, headers, null);
    }

    private static JsonNode root(byte[] body) {
        try {
            JsonNode root = WireJson.tree(body);
            if (root.path("models").isArray()) {
                return root;
            }
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the model list is not JSON");
        }
        throw new UnreadableAnswerException("the model list has no models array");
    }
}
