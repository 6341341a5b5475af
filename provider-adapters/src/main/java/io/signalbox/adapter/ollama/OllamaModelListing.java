package io.signalbox.adapter.ollama;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/tags}: what is on the machine, in one page. */
final class OllamaModelListing implements ModelListing {
    static final String PATH = "/api/tags";
    static final String ARRAY = "models";

    private static final Map<String, String> FEATURES =
            Map.of("tools", "tools", "vision", "vision", "thinking", "reasoning");

    private final ModelTable table;

    OllamaModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return new HttpCall("GET", PATH, Settings.of(connection).headers(), null);
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        return new Page(
                ModelPage.of(reply, ARRAY)
                        .models(
                                OllamaModelListing::id,
                                (id, entry) -> new ListedModel(id, table.fields(entry), facts(id, entry))),
                null);
    }

    private static String id(JsonNode entry) {
        String model = entry.path("model").asText("");
        return model.isEmpty() ? entry.path("name").asText("") : model;
    }

    private static ModelFacts facts(String id, JsonNode entry) {
        Set<String> can = new HashSet<>();
        entry.path("capabilities").forEach(capability -> can.add(capability.asText()));
        boolean embeds = can.isEmpty() ? id.contains("embed") : can.contains("embedding");
        return new ModelFacts(
                null,
                embeds ? ModelType.EMBEDDING : ModelType.LLM,
                window(entry.at("/details/context_length")),
                null,
                can.contains("vision") ? List.of("text", "image") : List.of("text"),
                embeds ? List.of() : List.of("text"),
                features(embeds, can),
                false);
    }

    private static List<String> features(boolean embeds, Set<String> can) {
        List<String> features = new ArrayList<>();
        if (!embeds) {
            features.addAll(List.of("streaming", "json", "structured_output"));
            FEATURES.forEach((capability, feature) -> {
                if (can.contains(capability)) {
                    features.add(feature);
                }
            });
        }
        return List.copyOf(features);
    }

    private static @Nullable Long window(JsonNode length) {
        return length.isIntegralNumber() && length.longValue() > 0 ? length.longValue() : null;
    }
}
