package io.signalbox.adapter.jina;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.FieldRules;
import io.signalbox.adapter.ModelColumns;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.UpstreamCall;
import io.signalbox.adapter.openai.OpenAiAdapter;
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.WireJson;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Jina (jina.ai/embeddings, jina.ai/reranker): no chat. Embeddings are asked for as at OpenAI, but that the form of the
 * vectors is called {@code embedding_type}; rankings as everywhere.
 */
public final class JinaAdapter implements ProviderAdapter {
    private static final FieldRules RULES = new FieldRules(
            Map.of("encoding_format", "embedding_type"), Set.of("user"), Set.of(), Set.of(), 0, null, Map.of());

    /** What the answer to a longer list says of them. */
    private static final EmbeddingLimits LIMITS = EmbeddingLimits.ofInputs(512);

    private final OpenAiAdapter openAi = new OpenAiAdapter();
    private final ModelTable table = ModelTable.load(JinaAdapter.class, "jina-models.yaml");
    private final JsonNode settings = WireJson.resource(JinaAdapter.class, "settings.json");
    private final JinaModelListing listing = new JinaModelListing(table);

    @Override
    public String name() {
        return "jina";
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.EMBEDDINGS, Operation.RERANK);
    }

    @Override
    public JsonNode settingsSchema() {
        return settings.deepCopy();
    }

    @Override
    public ModelColumns modelColumns() {
        return table.columns();
    }

    @Override
    public ModelListing modelListing() {
        return listing;
    }

    @Override
    public Probe probe() {
        return new JinaProbe(openAi.failures());
    }

    @Override
    public Map<String, Object> defaults(Operation operation, Connection connection) {
        if (operation != Operation.EMBEDDINGS) {
            return Map.of();
        }
        Map<String, Object> body = new HashMap<>(Settings.of(connection).map("parameters"));
        Settings.of(connection).copy("task", "task", body);
        return Map.copyOf(body);
    }

    @Override
    public FieldRules fieldRules(Operation operation, Connection connection) {
        return operation == Operation.EMBEDDINGS ? RULES : FieldRules.NONE;
    }

    @Override
    public EmbeddingLimits embeddingLimits(Connection connection) {
        return LIMITS;
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        return new UpstreamCall(
                operation == Operation.RERANK ? "/rerank" : "/embeddings",
                Settings.of(connection).headers());
    }

    @Override
    public AnswerReader answers(Operation operation) {
        return openAi.answers(operation);
    }

    @Override
    public FailureReader failures() {
        return openAi.failures();
    }

    @Override
    public Optional<ConversationCodec> conversations() {
        return Optional.empty();
    }
}
