package io.signalbox.gateway.dialect.openai;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.AnswerReader;
import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.upstream.SseEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Caller and target speak the same: bytes pass as they are, both ways. The request gets the target's model, the usage
 * report of streams and the configuration's defaults spliced in; of the answer only a usage report that the caller did
 * not ask for is taken out.
 */
final class PassThrough implements Translation {
    private static final byte[] OPTIONS = ascii("{\"include_usage\":true}");
    private static final byte[] TRUE = ascii("true");

    private final OpenAiRequest request;
    private final ReadyTarget target;
    private final AnswerReader answers;

    PassThrough(OpenAiRequest request, ReadyTarget target) {
        this.request = request;
        this.target = target;
        this.answers = target.call().adapter().answers(request.operation());
    }

    @Override
    public OutgoingBody body() {
        RequestOutline outline = request.outline();
        Splices splices = new Splices(request.body());
        byte[] added = addedFields(outline);
        if (added.length > 0) {
            splices.replace(outline.inside(), outline.inside(), added);
        }
        Span model = outline.modelValue();
        if (model != null) {
            splices.replace(model.from(), model.to(), target.modelJson());
        }
        Span options = outline.streamOptions();
        if (request.streamed() && options != null && !outline.usageWanted()) {
            askForUsage(splices, outline, options);
        }
        return splices;
    }

    private static void askForUsage(Splices splices, RequestOutline outline, Span options) {
        Span includeUsage = outline.includeUsage();
        if (includeUsage != null) {
            splices.replace(includeUsage.from(), includeUsage.to(), TRUE);
        } else if (outline.streamOptionsEmpty()) {
            splices.replace(options.from(), options.to(), OPTIONS);
        } else {
            splices.replace(options.from() + 1, options.from() + 1, ascii("\"include_usage\":true,"));
        }
    }

    /** Fields that stand nowhere yet, in front of all others. */
    private byte[] addedFields(RequestOutline outline) {
        boolean askForUsage = request.streamed() && outline.streamOptions() == null;
        if (outline.modelValue() != null && !askForUsage && target.fields().isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        if (outline.modelValue() == null) {
            fields.writeBytes(ascii("\"model\":"));
            fields.writeBytes(target.modelJson());
            fields.write(',');
        }
        if (askForUsage) {
            fields.writeBytes(ascii("\"stream_options\":"));
            fields.writeBytes(OPTIONS);
            fields.write(',');
        }
        for (ReadyTarget.Field field : target.fields()) {
            if (!outline.names().contains(field.name()) && !isOurs(field.name())) {
                fields.writeBytes(field.json());
                fields.write(',');
            }
        }
        byte[] all = fields.toByteArray();
        return outline.names().isEmpty() && all.length > 0 ? java.util.Arrays.copyOf(all, all.length - 1) : all;
    }

    /** What a template may not decide: which model is asked, and how the answer travels. */
    private static boolean isOurs(String name) {
        return name.equals("model") || name.equals("stream") || name.equals("stream_options");
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        AnswerFacts facts = answers.read(bytes, 0, length);
        return new WholeAnswer(null, facts.model(), facts.usage(), facts.failure());
    }

    @Override
    public StreamTranslation stream() {
        return new Stream(answers.stream(), request.outline().usageWanted());
    }

    private record Stream(StreamReader reader, boolean usageWanted) implements StreamTranslation {
        @Override
        public StreamSignal read(SseEvent event, ByteBuf out) {
            StreamSignal signal = reader.read(event.name(), event.bytes(), event.offset(), event.length());
            boolean passes = switch (signal) {
                case StreamSignal.UsageOnly usageOnly -> usageWanted;
                case StreamSignal.Failed failed -> false;
                case StreamSignal.Preamble preamble -> true;
                case StreamSignal.Content content -> true;
                case StreamSignal.Terminator terminator -> true;
            };
            if (passes) {
                out.writeBytes(event.frame(), event.frameOffset(), event.frameLength());
            }
            return signal;
        }

        @Override
        public void end(ByteBuf out) {}

        @Override
        public @Nullable Usage usage() {
            return reader.usage();
        }

        @Override
        public @Nullable String model() {
            return reader.model();
        }

        @Override
        public boolean complete() {
            return reader.complete();
        }

        @Override
        public long contentCharacters() {
            return reader.contentCharacters();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
