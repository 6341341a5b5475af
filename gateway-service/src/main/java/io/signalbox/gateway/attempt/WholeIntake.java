package io.signalbox.gateway.attempt;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import io.signalbox.gateway.snapshot.Target;
import java.io.ByteArrayOutputStream;

/** An answer that is read as one piece: a whole answer, or an error. */
final class WholeIntake {
    /** What it turned out to be. */
    sealed interface Read {
        record Answered(WholeAnswer answer) implements Read {}

        record Failed(Failure failure) implements Read {}
    }

    private final int status;
    private final HttpHeaders headers;
    private final int max;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream(1024);

    WholeIntake(int status, HttpHeaders headers, int max) {
        this.status = status;
        this.headers = headers;
        this.max = max;
    }

    /** Takes more in, up to the limit; false when there was more than that. */
    boolean collect(ByteBuf bytes) {
        int most = Math.min(max - collected.size(), bytes.readableBytes());
        byte[] piece = new byte[most];
        bytes.readBytes(piece);
        collected.writeBytes(piece);
        return !bytes.isReadable();
    }

    /** Reads it as a success. */
    Read answer(Translation translation) {
        try {
            WholeAnswer answer = translation.whole(collected.toByteArray());
            return answer.failure() == null ? new Read.Answered(answer) : new Read.Failed(answer.failure());
        } catch (UnreadableAnswerException unreadable) {
            return new Read.Failed(Failure.of(FailureKind.MALFORMED_ANSWER, String.valueOf(unreadable.getMessage())));
        }
    }

    /** Reads it as the provider's refusal. */
    Failure failure(Target target) {
        Target.Call call = target.call();
        return call == null
                ? Failure.of(FailureKind.INTERNAL, "a target without an adapter was called")
                : call.adapter().failures().read(status, headers::get, collected.toByteArray());
    }
}
