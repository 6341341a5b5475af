package io.signalbox.gateway.dialect.openai;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.ConversationCodec;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.Answer;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.adapter.conversation.Conversation;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.upstream.SseEvent;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The target speaks another dialect: both meet in the canonical conversation. Nothing asked for is dropped in silence. */
final class Crossing implements Translation {
    private final OpenAiRequest request;
    private final ReadyTarget target;
    private final ConversationCodec codec;

    private Crossing(OpenAiRequest request, ReadyTarget target, ConversationCodec codec) {
        this.request = request;
        this.target = target;
        this.codec = codec;
    }

    static Translated of(OpenAiRequest request, ReadyTarget target) {
        ConversationCodec codec = target.call().adapter().conversations().orElse(null);
        if (codec == null) {
            return new Translated.Unsupported(List.of("requests in OpenAI's format"));
        }
        List<String> unsupported = codec.unsupported(request.conversation());
        return unsupported.isEmpty()
                ? new Translated.Possible(new Crossing(request, target, codec))
                : new Translated.Unsupported(unsupported);
    }

    @Override
    public OutgoingBody body() {
        Conversation conversation = withOutputMax(request.conversation());
        byte[] body = codec.encode(conversation, target.target().model(), request.streamed());
        return target.fields().isEmpty() ? OutgoingBody.of(body) : withFields(body);
    }

    /** A limit the format demands and the caller did not give is what is known of the model. */
    private Conversation withOutputMax(Conversation said) {
        ModelFacts facts = target.target().facts();
        if (said.maxOutputTokens() != null || facts == null || facts.maxOutputTokens() == null) {
            return said;
        }
        return new Conversation(
                said.system(),
                said.turns(),
                said.tools(),
                said.toolChoice(),
                said.parallelToolCalls(),
                facts.maxOutputTokens(),
                said.temperature(),
                said.topP(),
                said.stop(),
                said.outputFormat(),
                said.reasoningEffort(),
                said.user(),
                said.extra());
    }

    private OutgoingBody withFields(byte[] body) {
        RequestOutline outline = RequestScan.of(body);
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        for (ReadyTarget.Field field : target.fields()) {
            if (!outline.names().contains(field.name())) {
                fields.writeBytes(field.json());
                fields.write(',');
            }
        }
        Splices splices = new Splices(body);
        splices.replace(outline.inside(), outline.inside(), fields.toByteArray());
        return splices;
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        Answer decoded = codec.decode(Arrays.copyOf(bytes, length));
        Usage usage = decoded.usage().meters().isEmpty() ? null : decoded.usage();
        return new WholeAnswer(
                AnswerWriter.write(decoded, request.createdSecond()), decoded.model(), usage, decoded.failure());
    }

    @Override
    public StreamTranslation stream() {
        return new Stream(
                codec.stream(),
                new ChunkWriter(request.createdSecond(), request.outline().usageWanted()));
    }

    /** One stream crossing over. */
    private static final class Stream implements StreamTranslation {
        private final ConversationCodec.StreamDecoder decoder;
        private final ChunkWriter writer;
        private @Nullable Usage usage;
        private @Nullable String model;
        private long characters;

        Stream(ConversationCodec.StreamDecoder decoder, ChunkWriter writer) {
            this.decoder = decoder;
            this.writer = writer;
        }

        @Override
        public StreamSignal read(SseEvent event, ByteBuf out) {
            StreamSignal signal = StreamSignal.PREAMBLE;
            for (AnswerDelta step : decoder.decode(event.name(), event.bytes(), event.offset(), event.length())) {
                StreamSignal of = step(step);
                writer.write(step, out);
                if (of instanceof StreamSignal.Failed || of instanceof StreamSignal.Terminator) {
                    return of;
                }
                signal = of instanceof StreamSignal.Content ? of : signal;
            }
            return signal;
        }

        @Override
        public void end(ByteBuf out) {
            writer.write(new AnswerDelta.Ended(), out);
        }

        private StreamSignal step(AnswerDelta step) {
            return switch (step) {
                case AnswerDelta.Started started -> {
                    model = started.model();
                    yield StreamSignal.PREAMBLE;
                }
                case AnswerDelta.TextAdded text -> content(text.text());
                case AnswerDelta.ReasoningAdded reasoning -> content(reasoning.text());
                case AnswerDelta.ToolCallStarted call -> StreamSignal.CONTENT;
                case AnswerDelta.ToolArgumentsAdded arguments -> content(arguments.fragment());
                case AnswerDelta.Stopped stopped -> StreamSignal.CONTENT;
                case AnswerDelta.UsageReported reported -> {
                    usage = reported.usage();
                    yield StreamSignal.PREAMBLE;
                }
                case AnswerDelta.Ended ended -> StreamSignal.TERMINATOR;
                case AnswerDelta.Failed failed -> new StreamSignal.Failed(failed.failure());
            };
        }

        private StreamSignal content(String text) {
            characters += text.length();
            return StreamSignal.CONTENT;
        }

        @Override
        public @Nullable Usage usage() {
            return usage;
        }

        @Override
        public @Nullable String model() {
            return model;
        }

        @Override
        public boolean complete() {
            return decoder.complete();
        }

        @Override
        public long contentCharacters() {
            return characters;
        }
    }
}
