package io.signalbox.adapter.openai;

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
import io.signalbox.adapter.plain.PlainAnswers;
import io.signalbox.adapter.responses.KeptResponseAnswers;
import io.signalbox.adapter.responses.ResponsesAnswers;
import io.signalbox.adapter.responses.ResponsesWords;
import io.signalbox.adapter.wire.ModelTable;
import io.signalbox.adapter.wire.WireJson;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OpenAI and everything compatible with it. A compatible server needs no adapter of its own unless its model list or
 * its errors say more than this one reads.
 */
public final class OpenAiAdapter implements ProviderAdapter {
    private static final Set<Operation> OPERATIONS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Operation.COUNT_TOKENS)));

    private final ModelTable table = ModelTable.load(OpenAiAdapter.class, "openai-models.yaml");
    private final JsonNode settings = WireJson.resource(OpenAiAdapter.class, "settings.json");
    private final OpenAiFailures failures;
    private final OpenAiModelListing listing = new OpenAiModelListing(table);

    /** As the service loader makes it. */
    public OpenAiAdapter() {
        this(InstantSource.system());
    }

    OpenAiAdapter(InstantSource clock) {
        this.failures = new OpenAiFailures(clock);
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
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
        return new OpenAiProbe(listing, failures);
    }

    @Override
    public Map<String, Object> defaults(Operation operation, Connection connection) {
        return OpenAiSettings.of(connection).defaults(operation);
    }

    @Override
    public String outputLimitField(Connection connection) {
        return OpenAiSettings.of(connection).outputLimitField();
    }

    @Override
    public EmbeddingLimits embeddingLimits(Connection connection) {
        return OpenAiSettings.of(connection).embeddingLimits();
    }

    @Override
    public FieldRules fieldRules(Operation operation, Connection connection) {
        return OpenAiSettings.of(connection).fieldRules(operation);
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        String path = switch (operation) {
            case CHAT -> "/chat/completions";
            case EMBEDDINGS -> "/embeddings";
            case RESPONSES, KEPT_RESPONSE -> "/responses";
            case COMPLETIONS -> "/completions";
            case MODERATIONS -> "/moderations";
            case RERANK -> "/rerank";
            case IMAGES -> "/images/generations";
            case SPEECH -> "/audio/speech";
            case TRANSCRIPTIONS -> "/audio/transcriptions";
            case COUNT_TOKENS -> throw notOffered(operation);
        };
        return new UpstreamCall(path, OpenAiSettings.of(connection).headers());
    }

    @Override
    public AnswerReader answers(Operation operation) {
        return switch (operation) {
            case CHAT, COMPLETIONS -> new OpenAiAnswers("choices", failures);
            case EMBEDDINGS -> new OpenAiAnswers("data", failures);
            case MODERATIONS, RERANK, IMAGES, SPEECH, TRANSCRIPTIONS -> new PlainAnswers(operation, failures::inside);
            case RESPONSES -> new ResponsesAnswers(new ResponsesWords(failures::inside, OpenAiUsage::plain));
            case KEPT_RESPONSE -> new KeptResponseAnswers();
            case COUNT_TOKENS -> throw notOffered(operation);
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
        return Optional.of(new OpenAiCodec(failures, null));
    }

    @Override
    public Optional<ConversationCodec> conversations(Connection connection) {
        return Optional.of(
                new OpenAiCodec(failures, OpenAiSettings.of(connection).reasoningField()));
    }
}
