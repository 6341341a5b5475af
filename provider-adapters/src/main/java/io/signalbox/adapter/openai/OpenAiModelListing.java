package io.signalbox.adapter.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.ModelTable;
import java.util.List;

/**
 * {@code GET /models}: {@code {"data":[…]}} or a bare array, always one page. Some servers list a model once per alias
 * or twice; the first entry counts.
 */
final class OpenAiModelListing implements ModelListing {
    static final String PATH = "/models";

    private final ModelTable table;

    OpenAiModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return new HttpCall("GET", PATH, OpenAiSettings.of(connection).headers(), null);
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        return new Page(models(reply), null);
    }

    /** The models of a list. */
    List<ListedModel> models(HttpReply reply) {
        JsonNode root = ModelPage.root(reply);
        ModelPage page = root.isArray() ? new ModelPage(root, root) : ModelPage.of(reply, "data");
        return page.models(
                entry -> entry.path("id").asText(""),
                (id, entry) -> new ListedModel(id, table.fields(entry), OpenAiModelFacts.of(id, entry)));
    }
}
