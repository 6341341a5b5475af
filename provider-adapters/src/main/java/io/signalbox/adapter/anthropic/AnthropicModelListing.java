package io.signalbox.adapter.anthropic;

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

/** {@code GET /v1/models}, in pages that continue after the last id. An empty page ends the list whatever it says. */
final class AnthropicModelListing implements ModelListing {
    static final String ARRAY = "data";

    private static final String PATH = "/v1/models?limit=1000";

    private final ModelTable table;

    AnthropicModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return call(PATH, AnthropicSettings.of(connection).headers());
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        ModelPage page = ModelPage.of(reply, ARRAY);
        List<ListedModel> models = page.models(
                entry -> entry.path("id").asText(""),
                (id, entry) -> new ListedModel(id, table.fields(entry), AnthropicModelFacts.of(entry)));
        return new Page(models, models.isEmpty() ? null : next(call, page.root()));
    }

    private static @Nullable HttpCall next(HttpCall call, JsonNode root) {
        String last = root.path("last_id").asText("");
        if (!root.path("has_more").asBoolean(false) || last.isEmpty()) {
            return null;
        }
        String after = URLEncoder.encode(last, StandardCharsets.UTF_8);
        return call(PATH + "&after_id=" + after, call.headers());
    }

    private static HttpCall call(String path, Map<String, String> headers) {
        return new HttpCall("GET", path, headers, null);
    }
}
