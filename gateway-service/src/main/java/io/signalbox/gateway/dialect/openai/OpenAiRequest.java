package io.signalbox.gateway.dialect.openai;

import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request in OpenAI's format: its bytes as they came, and the outline that tells where to change them. */
public final class OpenAiRequest implements CallerRequest {
    private static final int BYTES_PER_TOKEN = 4;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Operation operation;
    private final byte[] body;
    private final RequestOutline outline;

    private final long createdSecond;
    private @Nullable Conversation conversation;

    private OpenAiRequest(Operation operation, byte[] body, RequestOutline outline, long createdSecond) {
        this.operation = operation;
        this.body = body;
        this.outline = outline;
        this.createdSecond = createdSecond;
    }

    /** Reads a body; throws a refusal when it is none. */
    public static OpenAiRequest read(Operation operation, byte[] body, Instant at) {
        byte[] text = startsWithMark(body) ? Arrays.copyOfRange(body, BYTE_ORDER_MARK.length, body.length) : body;
        return new OpenAiRequest(operation, text, RequestScan.of(text), at.getEpochSecond());
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
        return outline.model();
    }

    @Override
    public boolean streamed() {
        return outline.streamed() && operation == Operation.CHAT;
    }

    @Override
    public long inputTokensEstimate() {
        return Math.max(1, body.length / BYTES_PER_TOKEN);
    }

    byte[] body() {
        return body;
    }

    RequestOutline outline() {
        return outline;
    }

    /** What answers that are written here carry as {@code created}. */
    long createdSecond() {
        return createdSecond;
    }

    /** The request in no provider's words; read once, and only for a target that needs it. */
    Conversation conversation() {
        Conversation known = conversation;
        if (known == null) {
            known = ConversationReader.read(body);
            conversation = known;
        }
        return known;
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        if (!target.call().adapter().operations().contains(operation)) {
            return new Translated.Unsupported(List.of(operation.wire()));
        }
        return target.call().adapter().dialect() == Dialect.OPENAI
                ? new Translated.Possible(new PassThrough(this, target))
                : Crossing.of(this, target);
    }

    private static boolean startsWithMark(byte[] body) {
        return body.length >= BYTE_ORDER_MARK.length
                && body[0] == BYTE_ORDER_MARK[0]
                && body[1] == BYTE_ORDER_MARK[1]
                && body[2] == BYTE_ORDER_MARK[2];
    }
}
