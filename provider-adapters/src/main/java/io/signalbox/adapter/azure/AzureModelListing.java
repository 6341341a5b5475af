package io.signalbox.adapter.azure;

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
import java.util.List;

/**
 * The models a resource may deploy. Which of them are deployed, and under which name, only Azure's management interface
 * tells, which no key of a resource opens: a model is asked for by the name of its deployment, or of its entry in the
 * {@code deployments} setting.
 */
final class AzureModelListing implements ModelListing {
    static final String ARRAY = "data";

    private final ModelTable table;

    AzureModelListing(ModelTable table) {
        this.table = table;
    }

    @Override
    public HttpCall first(Connection connection) {
        return new HttpCall(
                "GET",
                AzurePaths.of(connection).models(),
                Settings.of(connection).headers(),
                null);
    }

    @Override
    public Page read(HttpCall call, HttpReply reply) {
        return new Page(
                ModelPage.of(reply, ARRAY)
                        .models(
                                entry -> entry.path("id").asText(""),
                                (id, entry) -> new ListedModel(id, table.fields(entry), facts(entry))),
                null);
    }

    private static ModelFacts facts(JsonNode entry) {
        JsonNode can = entry.path("capabilities");
        ModelType type = can.path("embeddings").asBoolean() ? ModelType.EMBEDDING : ModelType.LLM;
        return new ModelFacts(
                null,
                type,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                entry.path("lifecycle_status").asText().startsWith("deprecat"));
    }
}
