package io.signalbox.gateway.recovery;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.ConversationCodec.StreamDecoder;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.StreamFraming;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.conversation.AnswerDelta;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.dialect.AnswerForm.StepWriter;
import io.signalbox.gateway.upstream.SseEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rest of an answer, from another target: written into the stream its caller already has. Until the place where it
 * goes on is found nothing is written, and the attempt can still be given up unseen.
 */
final class ContinuedStream implements StreamTranslation {
    private final Spoken before;
    private final StreamDecoder decoder;
    private final StreamFraming framing;
    private final StepWriter writer;
    private final Seam seam;
    private final Usage usedBefore;
    private final byte[] notice;
    private final StringBuilder added = new StringBuilder();
    private @Nullable Usage usage;
    private @Nullable String model;
    private long characters;
    private boolean began;
    private boolean over;

    /** What is written, and from where on. */
    record Resumed(Spoken before, StepWriter writer, Seam seam, Usage usedBefore, String address) {}

    ContinuedStream(Resumed resumed, StreamDecoder decoder, StreamFraming framing) {
        this.framing = framing;
        this.before = resumed.before();
        this.decoder = decoder;
        this.writer = resumed.writer();
        this.seam = resumed.seam();
        this.usedBefore = resumed.usedBefore();
        this.notice = (": continued by " + resumed.address() + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public StreamFraming framing() {
        return framing;
    }

    @Override
    public StreamSignal read(SseEvent event, ByteBuf out) {
        StreamSignal signal = StreamSignal.PREAMBLE;
        for (AnswerDelta step : decoder.decode(event.name(), event.bytes(), event.offset(), event.length())) {
            StreamSignal of = step(step, out);
            if (of instanceof StreamSignal.Failed || of instanceof StreamSignal.Terminator) {
                return of;
            }
            signal = of instanceof StreamSignal.Content ? of : signal;
        }
        return signal;
    }

    private StreamSignal step(AnswerDelta step, ByteBuf out) {
        return switch (step) {
            case AnswerDelta.Started started -> {
                model = started.model();
                yield StreamSignal.PREAMBLE;
            }
            case AnswerDelta.TextAdded(String text) -> text(text, out);
            case AnswerDelta.RefusalAdded(String text) -> {
                characters += text.length();
                yield other(step, out);
            }
            // What it thinks on the way is no part of the answer that has begun.
            case AnswerDelta.ReasoningAdded(String text) -> {
                characters += text.length();
                yield StreamSignal.PREAMBLE;
            }
            case AnswerDelta.ReasoningSigned ignored -> StreamSignal.PREAMBLE;
            case AnswerDelta.ToolCallStarted call -> other(call, out);
            case AnswerDelta.ToolArgumentsAdded(int call, String fragment) -> {
                characters += fragment.length();
                yield other(step, out);
            }
            case AnswerDelta.Stopped stopped -> {
                String rest = seam.end();
                StreamSignal last = rest.isEmpty() ? StreamSignal.PREAMBLE : told(rest, out);
                yield last instanceof StreamSignal.Failed ? last : other(stopped, out);
            }
            case AnswerDelta.UsageReported(Usage reported) -> {
                usage = reported;
                writer.write(new AnswerDelta.UsageReported(Sums.of(usedBefore, reported)), out);
                yield StreamSignal.PREAMBLE;
            }
            case AnswerDelta.Ended ended -> finished(out);
            case AnswerDelta.Failed failed -> new StreamSignal.Failed(failed.failure());
        };
    }

    private StreamSignal finished(ByteBuf out) {
        if (!seam.joined()) {
            return apart();
        }
        ended(out);
        return StreamSignal.TERMINATOR;
    }

    private StreamSignal text(String text, ByteBuf out) {
        characters += text.length();
        String more = seam.add(text);
        if (seam.impossible()) {
            return apart();
        }
        return more.isEmpty() ? StreamSignal.PREAMBLE : told(more, out);
    }

    private StreamSignal told(String more, ByteBuf out) {
        begin(out);
        added.append(more);
        writer.write(new AnswerDelta.TextAdded(more), out);
        return StreamSignal.CONTENT;
    }

    /** What is no text has its place only behind the text. */
    private StreamSignal other(AnswerDelta step, ByteBuf out) {
        if (!seam.joined()) {
            return apart();
        }
        over = true;
        begin(out);
        writer.write(step, out);
        return StreamSignal.CONTENT;
    }

    private void begin(ByteBuf out) {
        if (!began) {
            began = true;
            out.writeBytes(notice);
        }
    }

    /** A report that the provider left out must not leave the caller with less than nothing. */
    private void ended(ByteBuf out) {
        if (usage == null) {
            writer.write(new AnswerDelta.UsageReported(usedBefore), out);
        }
        writer.write(new AnswerDelta.Ended(), out);
    }

    private static StreamSignal apart() {
        return new StreamSignal.Failed(Failure.of(
                FailureKind.UNSUPPORTED, "what the target says does not go on from what the caller was told"));
    }

    @Override
    public void end(ByteBuf out) {
        ended(out);
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

    @Override
    public @Nullable Spoken spoken() {
        return over ? null : before.and(added.toString());
    }
}
