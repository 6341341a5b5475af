package io.signalbox.gateway.conversation;

import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.adapter.StreamFraming;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request on its way to one target, and the answer on its way back. */
public interface Translation {
    /** What the target is sent. */
    OutgoingBody body();

    /** Where it is sent; {@code usual} is where the target takes what it is asked for. */
    default URI uri(URI usual) {
        return usual;
    }

    /** By which method. */
    default HttpMethod method() {
        return HttpMethod.POST;
    }

    /** The headers that go with it, names in lower case: the target's own, and what of the caller's is part of its wish. */
    Map<String, String> headers();

    /** How a success comes back whose headers name this content type; {@code streamed} if a stream was asked for. */
    default AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
        return AnswerShape.usual(streamed, contentType, StreamFraming.EVENTS);
    }

    /** Whether an event of a stream may be as large as a whole answer: the last one of an image is the image. */
    default boolean hasLargeEvents() {
        return false;
    }

    /** The same as {@link #whole(byte[], int)} for answers that need not be JSON. */
    default WholeAnswer whole(byte[] bytes, int length, @Nullable String contentType) {
        return whole(bytes, length);
    }

    /**
     * A complete answer that came with a success status.
     *
     * @param bytes hold it from their beginning; others use them afterwards
     * @param length of the answer
     * @throws io.signalbox.adapter.UnreadableAnswerException when it is not what the target's format promises
     */
    WholeAnswer whole(byte[] bytes, int length);

    /** For one streamed answer; not thread-safe. */
    StreamTranslation stream();
}
