package io.signalbox.adapter.openai;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, ListedModel> models = new LinkedHashMap<>();
        for (JsonNode entry : entries(reply.body())) {
            String id = entry.path("id").asText("");
            if (!id.isEmpty()) {
                models.putIfAbsent(id, new ListedModel(id, table.fields(entry), OpenAiModelFacts.of(id, entry)));
            }
        }
        return List.copyOf(models.values());
    }

    private static JsonNode entries(byte[] body) {
        try {
            JsonNode root = WireJson.tree(body);
            JsonNode list = root.isArray() ? root : root.path("data");
            if (list.isArray()) {
                return list;
            }
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the model list is not JSON");
        }
        throw new UnreadableAnswerException("the model list has neither a data array nor is it one");
    }
}
