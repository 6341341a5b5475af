package io.signalbox.gateway.cache;

import io.netty.buffer.ByteBuf;
import io.signalbox.gateway.attempt.ReplyStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Collects a stream while it goes out, and hands it over if it was whole and is not too large. */
final class StreamCopy implements ReplyStream.Copy {
    private final int max;
    private final Consumer<byte[]> whole;
    private final Runnable tooLarge;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean over;

    StreamCopy(int max, Consumer<byte[]> whole, Runnable tooLarge) {
        this.max = max;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    @Override
    public void bytes(ByteBuf piece) {
        if (over) {
            return;
        }
        if (bytes.size() + piece.readableBytes() > max) {
            over = true;
            bytes.reset();
            tooLarge.run();
            return;
        }
        try {
            piece.getBytes(piece.readerIndex(), bytes, piece.readableBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot be written", impossible);
        }
    }

    @Override
    public void over(boolean isWhole) {
        if (!over && isWhole) {
            whole.accept(bytes.toByteArray());
        }
        over = true;
    }
}
