package io.signalbox.adapter.azure;

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
import io.signalbox.adapter.wire.WireJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Azure OpenAI (learn.microsoft.com/azure/ai-foundry/openai/reference). Bodies are OpenAI's; models are asked for by the
 * name of a deployment, and where that stands depends on whether the configuration names an API version: in the path with
 * one, in the body without.
 */
public final class AzureAdapter implements ProviderAdapter {
    /** learn.microsoft.com, Azure OpenAI quotas and limits. */
    private static final EmbeddingLimits EMBEDDINGS = new EmbeddingLimits(2048, 300_000);

    private final OpenAiAdapter openAi = new OpenAiAdapter();
    private final ModelTable table = ModelTable.load(AzureAdapter.class, "azure-models.yaml");
    private final JsonNode settings = WireJson.resource(AzureAdapter.class, "settings.json");
    private final AzureModelListing listing = new AzureModelListing(table);
    private final AzureFailures failures = new AzureFailures(openAi.failures());

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Set<Operation> operations() {
        return AzurePaths.operations();
    }

    @Override
    public boolean offers(Operation operation, Connection connection) {
        return AzurePaths.of(connection).offers(operation);
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
        return new AzureProbe(failures);
    }

    @Override
    public Map<String, Object> defaults(Operation operation, Connection connection) {
        return openAi.defaults(operation, connection);
    }

    @Override
    public FieldRules fieldRules(Operation operation, Connection connection) {
        return openAi.fieldRules(operation, connection);
    }

    @Override
    public String outputLimitField(Connection connection) {
        return openAi.outputLimitField(connection);
    }

    @Override
    public EmbeddingLimits embeddingLimits(Connection connection) {
        return EMBEDDINGS;
    }

    @Override
    public UpstreamCall upstreamCall(Operation operation, Connection connection, String model, boolean streamed) {
        return new UpstreamCall(
                AzurePaths.of(connection).call(operation, modelSent(connection, model)),
                openAi.upstreamCall(operation, connection, model, streamed).headers());
    }

    @Override
    public String modelSent(Connection connection, String model) {
        return AzurePaths.of(connection).deployment(model);
    }

    @Override
    public AnswerReader answers(Operation operation) {
        return openAi.answers(operation);
    }

    @Override
    public FailureReader failures() {
        return failures;
    }

    @Override
    public Optional<ConversationCodec> conversations() {
        return openAi.conversations();
    }

    @Override
    public Optional<ConversationCodec> conversations(Connection connection) {
        return openAi.conversations(connection);
    }
}
