package io.signalbox.gateway.dialect.plain;

import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.conversation.AnswerShape;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.ScannedBody;
import io.signalbox.gateway.metering.AttemptMeters;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a verdict, for images or for speech: JSON that passes as it is. Speech comes back as bytes nobody here
 * reads, unless events were asked for.
 */
public final class PlainRequest implements CallerRequest {
    private final Operation operation;
    private final ScannedBody body;
    private final PlainFields fields;

    private PlainRequest(Operation operation, ScannedBody body, PlainFields fields) {
        this.operation = operation;
        this.body = body;
        this.fields = fields;
    }

    /** Reads a body; throws a refusal when it is none. */
    public static PlainRequest read(Operation operation, byte[] body) {
        PlainFields fields = new PlainFields();
        return new PlainRequest(operation, ScannedBody.of(body, fields), fields);
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

    /** Speech whose bytes are asked for as they are made has no events, and so no comments and no errors inside. */
    @Override
    public boolean streamed() {
        return operation == Operation.SPEECH
                ? fields.eventsWanted()
                : operation == Operation.IMAGES && body.outline().streamed();
    }

    @Override
    public long inputTokensEstimate() {
        return body.tokensEstimate();
    }

    /** Speech is billed by what was sent, which is certain; the number of images is a wish. */
    @Override
    public AttemptMeters estimate(long contentCharacters) {
        if (operation == Operation.SPEECH) {
            return AttemptMeters.of(Meter.CHARACTERS, BigDecimal.valueOf(fields.characters()), false);
        }
        return operation == Operation.IMAGES
                ? AttemptMeters.of(Meter.IMAGES, BigDecimal.valueOf(fields.count()), true)
                : AttemptMeters.of(Meter.REQUESTS, BigDecimal.ONE, true);
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return feature == Condition.Feature.STREAM && streamed();
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        PassThrough.Particulars particulars =
                operation == Operation.SPEECH ? new Speech() : new Pictures(operation == Operation.IMAGES);
        return PassThrough.of(body, target, particulars);
    }

    private record Pictures(boolean hasLargeEvents) implements PassThrough.Particulars {}

    private record Speech() implements PassThrough.Particulars {
        @Override
        public Map<String, String> headers(Map<String, String> ofTarget) {
            Map<String, String> headers = new HashMap<>(ofTarget);
            headers.putIfAbsent("accept", "*/*");
            return headers;
        }

        /** A server that answers with a page or with JSON did not speak; both are read before anything is released. */
        @Override
        public AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
            if (AnswerShape.isEventStream(contentType)) {
                return AnswerShape.EVENTS;
            }
            String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
            boolean read = streamed || type.startsWith("application/json") || type.startsWith("text/");
            return read ? AnswerShape.WHOLE : AnswerShape.BYTES;
        }
    }
}
