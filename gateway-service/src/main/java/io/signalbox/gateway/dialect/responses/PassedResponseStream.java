package io.signalbox.gateway.dialect.responses;

import io.netty.buffer.ByteBuf;
import io.signalbox.adapter.StreamSignal;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.dialect.responses.AnswerIds.Found;
import io.signalbox.gateway.dialect.responses.output.Told;
import io.signalbox.gateway.upstream.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stream of this format on its way through: the few events that carry the response get its id as callers know it. */
final class PassedResponseStream implements StreamTranslation {
    /** The others have no response in them. A server that names no events has every one looked at. */
    private static final Set<String> WITH_RESPONSE = Set.of(
            "response.created", "response.queued", "response.in_progress", "response.completed", "response.incomplete");

    private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final StreamTranslation passed;
    private final AnswerIds ids;
    private final Told told;
    private final Told.Stream stream = new Told.Stream();

    PassedResponseStream(StreamTranslation passed, AnswerIds ids, Told told) {
        this.passed = passed;
        this.ids = ids;
        this.told = told;
    }

    @Override
    public StreamSignal read(SseEvent event, ByteBuf out) {
        int before = out.writerIndex();
        StreamSignal signal = passed.read(event, out);
        if (out.writerIndex() > before) {
            int unused = stream.next();
            rename(event, out, before);
        }
        if (signal instanceof StreamSignal.Content) {
            told.sees(stream);
        }
        stream.used(passed.usage());
        return signal;
    }

    private void rename(SseEvent event, ByteBuf out, int from) {
        if (event.name() != null && !WITH_RESPONSE.contains(event.name())) {
            return;
        }
        Found found = AnswerIds.inEvent(event.bytes(), event.offset(), event.length());
        if (found == null || found.id() == null) {
            return;
        }
        stream.begun(ids.outward(found.ownId()), String.valueOf(passed.model()), found.createdAt());
        out.writerIndex(from);
        if (isInFrame(event)) {
            int frameEnd = event.frameOffset() + event.frameLength();
            byte[] frame = Arrays.copyOfRange(event.frame(), event.frameOffset(), frameEnd);
            out.writeBytes(ids.changed(frame, event.frameOffset(), found));
        } else {
            byte[] data = Arrays.copyOfRange(event.bytes(), event.offset(), event.offset() + event.length());
            asOneLine(event.name(), ids.changed(data, event.offset(), found), out);
        }
    }

    @SuppressWarnings("ReferenceEquality") // Data of one line is where the frame is; of several it was put together.
    private static boolean isInFrame(SseEvent event) {
        return event.bytes() == event.frame();
    }

    /** Between the tokens of JSON a blank is as good as the end of a line, and within one there is none. */
    private static void asOneLine(@Nullable String name, byte[] json, ByteBuf out) {
        if (name != null) {
            out.writeBytes(EVENT)
                    .writeBytes(name.getBytes(StandardCharsets.UTF_8))
                    .writeByte('\n');
        }
        out.writeBytes(DATA);
        for (byte each : json) {
            out.writeByte(each == '\n' ? ' ' : each);
        }
        out.writeByte('\n').writeByte('\n');
    }

    @Override
    public void end(ByteBuf out) {
        passed.end(out);
    }

    @Override
    public @Nullable Usage usage() {
        return passed.usage();
    }

    @Override
    public @Nullable String model() {
        return passed.model();
    }

    @Override
    public boolean complete() {
        return passed.complete();
    }

    @Override
    public long contentCharacters() {
        return passed.contentCharacters();
    }
}
