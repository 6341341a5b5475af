package io.signalbox.adapter.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.EmbeddingLimits;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.ModelColumns;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.UpstreamCall;
import io.signalbox.adapter.plain.PlainAnswers;
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.WireJson;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cohere's chat, embeddings and rankings, second version (docs.cohere.com/reference/chat, /embed, /rerank). */
public final class CohereAdapter implements ProviderAdapter {
    private static final Map<Operation, String> PATHS =
            Map.of(Operation.CHAT, "/v2/chat", Operation.EMBEDDINGS, "/v2/embed", Operation.RERANK, "/v2/rerank");

    private final ModelTable table = ModelTable.load(CohereAdapter.class, "cohere-models.yaml");
    private final JsonNode settings = WireJson.resource(CohereAdapter.class, "settings.json");
    private final CohereModelListing listing = new CohereModelListing(table);
    private final CohereFailures failures;

    /** As the service loader makes it. */
    public CohereAdapter() {
        this(InstantSource.system());
    }

    CohereAdapter(InstantSource clock) {
        this.failures = new CohereFailures(clock);
    }

    @Override
    public String name() {
        return "cohere";
    }

    @Override
    public Dialect dialect() {
        return Dialect.OWN;
    }

    @Override
    public Set<Operation> operations() {
        return PATHS.keySet();
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
        return new CohereProbe(failures);
    }

    @Override
    public Map<String, Object> defaults(Operation operation, Connection connection) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (operation == Operation.CHAT) {
            Settings chosen = Settings.of(connection);
            body.putAll(chosen.map("parameters"));
            chosen.copy("temperature", "temperature", body);
            chosen.copy("maxTokens", "max_tokens", body);
            chosen.copy("safetyMode", "safety_mode", body);
        }
        return Map.copyOf(body);
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        String path = PATHS.get(operation);
        if (path == null) {
            throw new IllegalArgumentException("this format has no " + operation.wire());
        }
        return new UpstreamCall(path, Settings.of(connection).headers());
    }

    /** Of rankings, whose form callers share; nobody calls in the format of the others. */
    @Override
    public AnswerReader answers(Operation operation) {
        return new PlainAnswers(operation, failures::inside);
    }

    @Override
    public FailureReader failures() {
        return failures;
    }

    @Override
    public Optional<ConversationCodec> conversations() {
        return Optional.of(new CohereCodec(failures));
    }

    @Override
    public EmbeddingLimits embeddingLimits(Connection connection) {
        return CohereEmbeddings.LIMITS;
    }

    @Override
    public Optional<EmbeddingCodec> embeddings(Connection connection) {
        String configured = Settings.of(connection).text("inputType");
        return Optional.of(new CohereEmbeddings(configured == null ? "search_document" : configured));
    }
}
