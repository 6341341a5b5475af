package io.signalbox.adapter.gemini;

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
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.WireJson;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Google's Gemini models by {@code generateContent} and {@code batchEmbedContents} (ai.google.dev/api/generate-content,
 * /embeddings).
 */
public final class GeminiAdapter implements ProviderAdapter {
    private final ModelTable table = ModelTable.load(GeminiAdapter.class, "gemini-models.yaml");
    private final JsonNode settings = WireJson.resource(GeminiAdapter.class, "settings.json");
    private final GeminiModelListing listing = new GeminiModelListing(table);
    private final GeminiFailures failures;
    private final GeminiCodec codec;

    /** As the service loader makes it. */
    public GeminiAdapter() {
        this(InstantSource.system(), () -> UUID.randomUUID().toString().replace("-", ""));
    }

    GeminiAdapter(InstantSource clock, Supplier<String> ids) {
        this.failures = new GeminiFailures(clock);
        this.codec = new GeminiCodec(failures, ids);
    }

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public Dialect dialect() {
        return Dialect.GEMINI;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.EMBEDDINGS);
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
        return new GeminiProbe(failures);
    }

    @Override
    public Map<String, Object> defaults(Operation operation, Connection connection) {
        return operation == Operation.CHAT ? GeminiSettings.of(connection).defaults() : Map.of();
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        if (operation == Operation.EMBEDDINGS) {
            return new UpstreamCall(
                    new GeminiModelName(model).path() + ":batchEmbedContents",
                    GeminiSettings.of(connection).headers());
        }
        String method = streamed ? ":streamGenerateContent?alt=sse" : ":generateContent";
        return new UpstreamCall(
                new GeminiModelName(model).path() + method,
                GeminiSettings.of(connection).headers());
    }

    @Override
    public AnswerReader answers(Operation operation) {
        return new GeminiAnswers(failures);
    }

    @Override
    public FailureReader failures() {
        return failures;
    }

    @Override
    public EmbeddingLimits embeddingLimits(Connection connection) {
        return GeminiEmbeddings.LIMITS;
    }

    @Override
    public Optional<EmbeddingCodec> embeddings(Connection connection) {
        return Optional.of(new GeminiEmbeddings());
    }

    @Override
    public Optional<ConversationCodec> conversations() {
        return Optional.of(codec);
    }
}
