package io.signalbox.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.FastThreadLocal;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.snapshot.Target;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An answer that is read as one piece: a whole answer, or an error. */
public final class WholeIntake {
    /** What it turned out to be. */
    public sealed interface Read {
        /** An answer. */
        record Answered(WholeAnswer answer) implements Read {}

        /** A failure under a success status. */
        record Failed(Failure failure) implements Read {}
    }

    /** What is kept of a thread's own array between two answers. */
    private static final int SCRATCH_MAX = 256 * 1024;

    private static final FastThreadLocal<byte[]> SCRATCH = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[SCRATCH_MAX];
        }
    };

    private final int status;
    private final HttpHeaders headers;
    private final int max;
    private ByteBuf held = Unpooled.EMPTY_BUFFER;
    private int length;
    private @Nullable Usage usage;

    /** {@code max} bytes are kept. */
    public WholeIntake(int status, HttpHeaders headers, int max) {
        this.status = status;
        this.headers = headers;
        this.max = max;
    }

    /** Takes more in, up to the limit; false when there was more than that. */
    public boolean collect(ByteBuf bytes) {
        int more = Math.min(max - length, bytes.readableBytes());
        ByteBuf piece = bytes.readRetainedSlice(more);
        if (length == 0) {
            held.release();
            held = piece;
        } else if (held instanceof CompositeByteBuf several) {
            several.addComponent(true, piece);
        } else {
            held = ByteBufAllocator.DEFAULT
                    .compositeBuffer(Integer.MAX_VALUE)
                    .addComponent(true, held)
                    .addComponent(true, piece);
        }
        length += more;
        return !bytes.isReadable();
    }

    /** In bytes, as far as it was collected. */
    public int length() {
        return length;
    }

    /** Nobody will ask for it any more, if there is one. */
    public static void release(@Nullable WholeIntake intake) {
        if (intake != null) {
            intake.release();
        }
    }

    private void release() {
        held.release();
        held = Unpooled.EMPTY_BUFFER;
        length = 0;
    }

    /** What the caller gets: the translation, or what came as it came. Whoever takes it releases it. */
    public ByteBuf toCaller(WholeAnswer answer) {
        if (answer.body() != null) {
            release();
            return Unpooled.wrappedBuffer(answer.body());
        }
        ByteBuf taken = held;
        held = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    /** For as long as nothing else is read on this thread; at least as long as what was collected. */
    private byte[] scratch() {
        byte[] bytes = length <= SCRATCH_MAX ? SCRATCH.get() : new byte[length];
        held.getBytes(held.readerIndex(), bytes, 0, length);
        return bytes;
    }

    /** Reads it as a success, which it is none of where a stream was asked for. */
    public Read answer(Translation translation, boolean streamAsked) {
        try {
            WholeAnswer answer = translation.whole(scratch(), length, headers.get(HttpHeaderNames.CONTENT_TYPE));
            usage = answer.usage();
            if (answer.failure() != null) {
                return new Read.Failed(answer.failure());
            }
            return streamAsked ? failed("a stream was asked for and something else came") : new Read.Answered(answer);
        } catch (UnreadableAnswerException unreadable) {
            return failed(String.valueOf(unreadable.getMessage()));
        }
    }

    private static Read failed(String why) {
        return new Read.Failed(Failure.of(FailureKind.MALFORMED_ANSWER, why));
    }

    /** What a success that was read reported; null before. */
    public @Nullable Usage usage() {
        return usage;
    }

    /** Reads it as the provider's refusal. */
    public Failure failure(Target target) {
        Target.Call call = target.call();
        return call == null
                ? Failure.of(FailureKind.INTERNAL, "a target without an adapter was called")
                : call.adapter().failures().read(status, headers::get, Arrays.copyOf(scratch(), length));
    }
}
