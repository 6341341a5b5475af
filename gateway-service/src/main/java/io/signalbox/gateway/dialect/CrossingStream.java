package io.signalbox.gateway.dialect;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.upstream.SseEvent;
import org.jspecify.annotations.Nullable;

/** One stream crossing over, step by step. */
final class CrossingStream implements StreamTranslation {
    private final StreamDecoder decoder;
    private final AnswerForm.StepWriter writer;
    private final StreamFraming framing;
    private @Nullable Usage usage;
    private @Nullable String model;
    private long characters;

    CrossingStream(StreamDecoder decoder, AnswerForm.StepWriter writer, StreamFraming framing) {
        this.decoder = decoder;
        this.writer = writer;
        this.framing = framing;
    }

    @Override
    public StreamFraming framing() {
        return framing;
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
            case AnswerDelta.RefusalAdded refusal -> content(refusal.text());
            case AnswerDelta.ReasoningAdded reasoning -> content(reasoning.text());
            case AnswerDelta.ReasoningSigned signed -> StreamSignal.PREAMBLE;
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
