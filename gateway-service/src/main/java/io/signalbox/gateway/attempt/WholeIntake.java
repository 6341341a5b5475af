package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
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
final class WholeIntake {
    /** What it turned out to be. */
    sealed interface Read {
        record Answered(WholeAnswer answer) implements Read {}

        record Failed(Failure failure) implements Read {}
    }

    private static final int START = 1024;
    private static final int START_MAX = 64 * 1024;

    private final int status;
    private final HttpHeaders headers;
    private final int max;
    private byte[] collected;
    private int length;
    private @Nullable Usage usage;

    WholeIntake(int status, HttpHeaders headers, int max) {
        this.status = status;
        this.headers = headers;
        this.max = max;
        this.collected = new byte[Math.min(max, announced(headers))];
    }

    /** What the provider says it will send, within what is set aside for a saying. */
    private static int announced(HttpHeaders headers) {
        long announced = length(headers);
        return (int) Math.max(0, Math.min(START_MAX, announced));
    }

    private static long length(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        try {
            return length == null ? START : Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            return START;
        }
    }

    /** Takes more in, up to the limit; false when there was more than that. */
    boolean collect(ByteBuf bytes) {
        int more = Math.min(max - length, bytes.readableBytes());
        if (length + more > collected.length) {
            collected = Arrays.copyOf(collected, Math.min(max, Math.max(length + more, collected.length * 2)));
        }
        bytes.readBytes(collected, length, more);
        length += more;
        return !bytes.isReadable();
    }

    private byte[] content() {
        return length == collected.length ? collected : Arrays.copyOf(collected, length);
    }

    /** Reads it as a success. */
    Read answer(Translation translation) {
        try {
            WholeAnswer answer = translation.whole(content());
            usage = answer.usage();
            return answer.failure() == null ? new Read.Answered(answer) : new Read.Failed(answer.failure());
        } catch (UnreadableAnswerException unreadable) {
            return new Read.Failed(Failure.of(FailureKind.MALFORMED_ANSWER, String.valueOf(unreadable.getMessage())));
        }
    }

    /** What a success that was read reported; null before. */
    @Nullable
    Usage usage() {
        return usage;
    }

    /** Reads it as the provider's refusal. */
    Failure failure(Target target) {
        Target.Call call = target.call();
        return call == null
                ? Failure.of(FailureKind.INTERNAL, "a target without an adapter was called")
                : call.adapter().failures().read(status, headers::get, content());
    }
}
