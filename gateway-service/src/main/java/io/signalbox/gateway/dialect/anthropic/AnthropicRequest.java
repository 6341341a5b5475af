package io.signalbox.gateway.dialect.anthropic;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.dialect.AnswerForm;
import io.signalbox.gateway.dialect.Crossing;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.RequestScan.OwnField;
import io.signalbox.gateway.dialect.ScannedBody;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request in Anthropic's format: for a message, or for the count of what it would begin with. */
public final class AnthropicRequest implements CallerRequest, Crossing.Asked {
    /** The type of a block; a text that says just this is taken for one too, which costs nobody an answer. */
    private static final byte[] IMAGE_BLOCK = "\"image\"".getBytes(StandardCharsets.US_ASCII);

    private final Operation operation;
    private final ScannedBody body;
    private final Betas betas;
    private @Nullable Conversation conversation;

    private AnthropicRequest(Operation operation, ScannedBody body, Betas betas) {
        this.operation = operation;
        this.body = body;
        this.betas = betas;
    }

    /** Reads a body; throws a refusal when it is none. */
    public static AnthropicRequest read(Operation operation, HttpHeaders headers, byte[] body) {
        return new AnthropicRequest(operation, ScannedBody.of(body, OwnField.NONE), Betas.of(headers));
    }

    @Override
    public Dialect dialect() {
        return Dialect.ANTHROPIC;
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
        return body.outline().streamed() && operation == Operation.CHAT;
    }

    @Override
    public long inputTokensEstimate() {
        return operation == Operation.COUNT_TOKENS ? 0 : body.tokensEstimate();
    }

    @Override
    public long outputTokensMax() {
        return body.outline().outputTokensMax();
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return switch (feature) {
            case STREAM -> streamed();
            case TOOLS -> body.names("tools");
            case STRUCTURED_OUTPUT -> body.names("output_format") || body.names("output_config");
            case REASONING -> body.names("thinking");
            case IMAGES -> body.contains(IMAGE_BLOCK);
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
        return new AnthropicForm();
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        // Betas are asked for by fields of the body too, and those are refused by name where they do not exist.
        return target.call().adapter().dialect() == dialect()
                ? PassThrough.of(body, target, betas)
                : Crossing.of(this, target);
    }
}
