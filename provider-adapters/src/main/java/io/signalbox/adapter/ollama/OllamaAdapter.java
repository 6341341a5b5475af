package io.signalbox.adapter.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.EmbeddingCodec;
import io.signalbox.adapter.FailureReader;
import io.signalbox.adapter.ModelColumns;
import io.signalbox.adapter.ModelListing;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.Probe;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.UpstreamCall;
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.Settings;
import io.signalbox.adapter.wire.WireJson;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Ollama by its native interface (github.com/ollama/ollama, docs/api.md), which says more than its imitation of OpenAI. */
public final class OllamaAdapter implements ProviderAdapter {
    private static final Map<Operation, String> PATHS =
            Map.of(Operation.CHAT, "/api/chat", Operation.EMBEDDINGS, "/api/embed");

    private final ModelTable table = ModelTable.load(OllamaAdapter.class, "ollama-models.yaml");
    private final JsonNode settings = WireJson.resource(OllamaAdapter.class, "settings.json");
    private final OllamaModelListing listing = new OllamaModelListing(table);
    private final OllamaFailures failures;
    private final Supplier<String> ids;

    /** As the service loader makes it. */
    public OllamaAdapter() {
        this(InstantSource.system(), () -> UUID.randomUUID().toString().replace("-", ""));
    }

    OllamaAdapter(InstantSource clock, Supplier<String> ids) {
        this.failures = new OllamaFailures(clock);
        this.ids = ids;
    }

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public Dialect dialect() {
        return Dialect.OWN;
    }

    @Override
    public StreamFraming framing() {
        return StreamFraming.LINES;
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
        return new OllamaProbe(failures);
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        String path = PATHS.get(operation);
        if (path == null) {
            throw new IllegalArgumentException("this format has no " + operation.wire());
        }
        return new UpstreamCall(path, Settings.of(connection).headers());
    }

    @Override
    public FailureReader failures() {
        return failures;
    }

    @Override
    public Optional<ConversationCodec> conversations() {
        return Optional.of(new OllamaCodec(new OllamaOptions(Map.of()), failures, ids));
    }

    @Override
    public Optional<ConversationCodec> conversations(Connection connection) {
        return Optional.of(new OllamaCodec(new OllamaOptions(connection.settings()), failures, ids));
    }

    @Override
    public Optional<EmbeddingCodec> embeddings(Connection connection) {
        return Optional.of(new OllamaEmbeddings(new OllamaOptions(connection.settings())));
    }
}
