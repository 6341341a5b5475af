package io.signalbox.gateway.conversation;

import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.Map;

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
