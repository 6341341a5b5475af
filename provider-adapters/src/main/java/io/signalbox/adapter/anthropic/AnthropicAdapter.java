package io.signalbox.adapter.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.Dialect;
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
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Anthropic's messages, and whatever else speaks that format. */
public final class AnthropicAdapter implements ProviderAdapter {
    private static final Set<Operation> OPERATIONS =
            Collections.unmodifiableSet(EnumSet.of(Operation.CHAT, Operation.COUNT_TOKENS));

    private final ModelTable table = ModelTable.load(AnthropicAdapter.class, "anthropic-models.yaml");
    private final JsonNode settings = WireJson.resource(AnthropicAdapter.class, "settings.json");
    private final AnthropicModelListing listing = new AnthropicModelListing(table);
    private final AnthropicCodec codec;
    private final AnthropicFailures failures;

    /** As the service loader makes it. */
    public AnthropicAdapter() {
        this(InstantSource.system());
    }

    AnthropicAdapter(InstantSource clock) {
        this.failures = new AnthropicFailures(clock);
        this.codec = new AnthropicCodec(failures);
    }

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC;
    }

    @Override
    public Set<Operation> operations() {
        return OPERATIONS;
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
        return new AnthropicProbe(failures);
    }

    @Override
    public Map<String, Object> defaults(Operation operation, Connection connection) {
        return switch (operation) {
            case CHAT -> AnthropicSettings.of(connection).defaults();
            case COUNT_TOKENS,
                    EMBEDDINGS,
                    RESPONSES,
                    KEPT_RESPONSE,
                    COMPLETIONS,
                    MODERATIONS,
                    RERANK,
                    IMAGES,
                    SPEECH,
                    TRANSCRIPTIONS -> Map.of();
        };
    }

    @Override
    public String outputLimitField(Connection connection) {
        return "max_tokens";
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        String path = switch (operation) {
            case CHAT -> "/v1/messages";
            case COUNT_TOKENS -> "/v1/messages/count_tokens";
            case EMBEDDINGS,
                    RESPONSES,
                    KEPT_RESPONSE,
                    COMPLETIONS,
                    MODERATIONS,
                    RERANK,
                    IMAGES,
                    SPEECH,
                    TRANSCRIPTIONS -> throw notOffered(operation);
        };
        return new UpstreamCall(path, AnthropicSettings.of(connection).headers());
    }

    @Override
    public AnswerReader answers(Operation operation) {
        return switch (operation) {
            case CHAT -> new AnthropicAnswers(failures);
            case COUNT_TOKENS -> new AnthropicCount(failures);
            case EMBEDDINGS,
                    RESPONSES,
                    KEPT_RESPONSE,
                    COMPLETIONS,
                    MODERATIONS,
                    RERANK,
                    IMAGES,
                    SPEECH,
                    TRANSCRIPTIONS -> throw notOffered(operation);
        };
    }

    private static IllegalArgumentException notOffered(Operation operation) {
        return new IllegalArgumentException("this format has no " + operation.wire());
    }

    @Override
    public FailureReader failures() {
        return failures;
    }

    @Override
    public Optional<ConversationCodec> conversations() {
        return Optional.of(codec);
    }
}
