package io.signalbox.adapter.cohere;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/models}, in pages that continue with a token (docs.cohere.com/reference/list-models). */
final class CohereModelListing implements ModelListing {
    private static final String PATH = "/v1/models?page_size=1000";
    private static final Map<String, String> FEATURES = Map.of(
            "tools", "tools",
            "vision", "vision",
            "json_mode", "json",
            "json_schema", "structured_output",
            "reasoning", "reasoning");

    private final ModelTable table;

    CohereModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return new HttpCall("GET", PATH, Settings.of(connection).headers(), null);
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        ModelPage page = ModelPage.of(reply, "models");
        List<ListedModel> models = page.models(
                entry -> entry.path("name").asText(""),
                (id, entry) -> new ListedModel(id, table.fields(entry), facts(entry)));
        String token = page.root().path("next_page_token").asText("");
        return new Page(
                models,
                token.isEmpty() || models.isEmpty()
                        ? null
                        : new HttpCall(
                                "GET",
                                PATH + "&page_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8),
                                call.headers(),
                                null));
    }

    private static ModelFacts facts(JsonNode entry) {
        ModelType type = type(texts(entry.path("endpoints")));
        Set<String> can = texts(entry.path("features"));
        List<String> features = new ArrayList<>();
        if (type == ModelType.LLM) {
            features.add("streaming");
            FEATURES.forEach((told, feature) -> {
                if (can.contains(told)) {
                    features.add(feature);
                }
            });
        }
        return new ModelFacts(
                null,
                type,
                window(entry.path("context_length")),
                null,
                can.contains("vision") ? List.of("text", "image") : List.of("text"),
                type == ModelType.LLM ? List.of("text") : List.of(),
                List.copyOf(features),
                entry.path("is_deprecated").asBoolean());
    }

    private static ModelType type(Set<String> endpoints) {
        if (endpoints.contains("chat")) {
            return ModelType.LLM;
        }
        if (endpoints.contains("rerank")) {
            return ModelType.RERANK;
        }
        return endpoints.contains("embed") ? ModelType.EMBEDDING : ModelType.LLM;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static @Nullable Long window(JsonNode length) {
        return length.isNumber() && length.longValue() > 0 ? length.longValue() : null;
    }
}
