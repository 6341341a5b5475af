package io.signalbox.gateway.conversation;

import java.util.Map;

/** One request on its way to one target, and the answer on its way back. */
public interface Translation {
    /** What the target is sent. */
    OutgoingBody body();

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
