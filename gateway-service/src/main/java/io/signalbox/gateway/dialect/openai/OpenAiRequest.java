package io.signalbox.gateway.dialect.openai;

import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.Crossing;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.ScannedBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request in OpenAI's format. */
public final class OpenAiRequest implements CallerRequest, Crossing.Asked {
    /** A name of a part of a message; nothing else in a chat request has it. */
    private static final byte[] IMAGE_PART = "\"image_url\"".getBytes(StandardCharsets.US_ASCII);

    private final Operation operation;
    private final ScannedBody body;
    private final StreamOptions options;
    private final long createdSecond;
    private @Nullable Conversation conversation;

    private OpenAiRequest(Operation operation, ScannedBody body, StreamOptions options, long createdSecond) {
        this.operation = operation;
        this.body = body;
        this.options = options;
        this.createdSecond = createdSecond;
    }

    /** Reads a body; throws a refusal when it is none. Whoever wants a stream's cost gets the report it stands in. */
    public static OpenAiRequest read(Operation operation, byte[] body, Instant at, boolean costAsked) {
        StreamOptions options = new StreamOptions(costAsked);
        return new OpenAiRequest(operation, ScannedBody.of(body, options), options, at.getEpochSecond());
    }

    /** Its body as it came. */
    public byte[] bytes() {
        return body.bytes();
    }

    /** The same wish with another body. */
    public OpenAiRequest with(byte[] other) {
        return new OpenAiRequest(operation, ScannedBody.of(other, options), options, createdSecond);
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public String modelAsked() {
        return body.outline().model();
    }

    @Override
    public boolean streamed() {
        boolean streams = operation == Operation.CHAT || operation == Operation.COMPLETIONS;
        return streams && body.outline().streamed();
    }

    @Override
    public long inputTokensEstimate() {
        return body.tokensEstimate();
    }

    @Override
    public long outputTokensMax() {
        return body.outline().outputTokensMax();
    }

    @Override
    public long answers() {
        return body.outline().answers();
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return switch (feature) {
            case STREAM -> streamed();
            case TOOLS -> body.names("tools") || body.names("functions");
            case STRUCTURED_OUTPUT -> body.names("response_format");
            case REASONING -> body.names("reasoning_effort");
            case IMAGES -> body.contains(IMAGE_PART);
        };
    }

    @Override
    public Conversation conversation() {
        Conversation known = conversation;
        if (known == null) {
            known = ConversationReader.read(body.bytes());
            conversation = known;
        }
        return known;
    }

    @Override
    public AnswerForm form() {
        return new OpenAiForm(createdSecond, options.usageWanted());
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        if (target.call().adapter().dialect() != dialect()) {
            return operation == Operation.EMBEDDINGS
                    ? EmbeddingsCrossing.of(body.bytes(), target)
                    : Crossing.of(this, target);
        }
        boolean asked = streamed() && !target.rules().removed().contains(StreamOptions.NAME);
        return PassThrough.of(body, target, new UsageReport(asked, options));
    }
}
