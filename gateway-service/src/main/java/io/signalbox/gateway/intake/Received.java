package io.signalbox.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.Spoken;
import io.signalbox.gateway.conversation.WholeAnswer;
import org.jspecify.annotations.Nullable;

/** What one attempt has received so far: nothing, one piece, or a stream. */
public final class Received {
    private @Nullable WholeIntake whole;
    private @Nullable StreamIntake stream;

    /** It turns out to be one piece. */
    public WholeIntake as(WholeIntake piece) {
        whole = piece;
        return piece;
    }

    /** It turns out to be a stream. */
    public StreamIntake as(StreamIntake events) {
        stream = events;
        return events;
    }

    public @Nullable WholeIntake whole() {
        return whole;
    }

    public @Nullable StreamIntake stream() {
        return stream;
    }

    /** What the provider reported as used, also for an answer in another form than was asked for. */
    public @Nullable Usage usage() {
        return stream != null ? stream.usage() : whole != null ? whole.usage() : null;
    }

    /** As a stream named it. */
    public @Nullable String model() {
        return stream == null ? null : stream.model();
    }

    /** Of a stream's content. */
    public long contentCharacters() {
        return stream == null ? 0 : stream.contentCharacters();
    }

    /** What the caller has been told of a stream; null when nobody could go on from there. */
    public @Nullable Spoken spoken() {
        return stream == null ? null : stream.spoken();
    }

    /** Of one piece, in bytes as the provider sent them. */
    public int length() {
        return whole == null ? 0 : whole.length();
    }

    /** What the caller gets of a complete answer; whoever takes it releases it. */
    public ByteBuf toCaller(WholeAnswer answer) {
        return whole == null ? Unpooled.EMPTY_BUFFER : whole.toCaller(answer);
    }

    /** A stream is read no further. */
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }

    /** Nobody will ask for it any more. */
    public void drop() {
        if (stream != null) {
            stream.drop();
        }
        WholeIntake.release(whole);
    }
}
