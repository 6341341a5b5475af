package io.signalbox.adapter.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.ModelTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /models}, in pages that continue with a token (ai.google.dev/api/models, models.list). An empty page ends
 * the list whatever it says.
 */
final class GeminiModelListing implements ModelListing {
    static final String ARRAY = "models";

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
        ModelPage page = ModelPage.of(reply, ARRAY);
        List<ListedModel> models = page.models(
                GeminiModelListing::id,
                (id, entry) -> new ListedModel(id, table.fields(entry), GeminiModelFacts.of(id, entry)));
        return new Page(models, models.isEmpty() ? null : next(call, page.root()));
    }

    /** Without the prefix that says it is a model. */
    private static String id(JsonNode entry) {
        String name = entry.path("name").asText("");
        return name.startsWith(GeminiModelName.PREFIX) ? name.substring(GeminiModelName.PREFIX.length()) : name;
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
}
