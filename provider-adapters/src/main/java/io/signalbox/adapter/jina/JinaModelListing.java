package io.signalbox.adapter.jina;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.HttpCall;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.wire.ModelPage;
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /models}, one page, open to everybody. Ids stand behind the name of the maker, under which no call knows them. */
final class JinaModelListing implements ModelListing {
    private static final String PREFIX = "jina-ai/";

    private final ModelTable table;

    JinaModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return new HttpCall("GET", "/models", Settings.of(connection).headers(), null);
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        return new Page(
                ModelPage.of(reply, "data")
                        .models(
                                JinaModelListing::id,
                                (id, entry) -> new ListedModel(id, table.fields(entry), facts(id, entry))),
                null);
    }

    private static String id(JsonNode entry) {
        String id = entry.path("id").asText("");
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }

    private static ModelFacts facts(String id, JsonNode entry) {
        return new ModelFacts(
                entry.path("name").textValue(),
                id.contains("reranker") ? ModelType.RERANK : ModelType.EMBEDDING,
                window(entry.path("context_length")),
                null,
                texts(entry.path("input_modalities")),
                List.of(),
                List.of(),
                false);
    }

    private static @Nullable Long window(JsonNode length) {
        return length.isIntegralNumber() && length.longValue() > 0 ? length.longValue() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }
}
