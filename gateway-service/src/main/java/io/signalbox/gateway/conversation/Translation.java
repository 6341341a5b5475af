package io.signalbox.gateway.conversation;

/** One request on its way to one target, and the answer on its way back. */
public interface Translation {
    /** What the target is sent. */
    byte[] body();

    /**
     * A complete answer that came with a success status.
     *
     * @throws io.signalbox.adapter.UnreadableAnswerException when it is not what the target's format promises
     */
    WholeAnswer whole(byte[] answer);

    /** For one streamed answer; not thread-safe. */
    StreamTranslation stream();
}
