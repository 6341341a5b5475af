package io.signalbox.adapter;

import org.jspecify.annotations.Nullable;

/**
 * Reads what the ledger and the failover need from answers that pass through unchanged. Implementations scan; they
 * build no tree of the whole answer.
 */
public interface AnswerReader {
    /**
     * Reads a complete JSON answer that came with a success status.
     *
     * @throws UnreadableAnswerException when it is not JSON of the promised shape: the attempt then failed
     */
    AnswerFacts read(byte[] bytes, int offset, int length);

    /** The same of a whole array. */
    default AnswerFacts read(byte[] body) {
        return read(body, 0, body.length);
    }

    /** A reader for one stream; not thread-safe, fed event by event in order. */
    StreamReader stream();

    /**
     * What one complete answer says about itself.
     *
     * @param failure set when a success status carried an error body
     */
    record AnswerFacts(
            @Nullable String model,
            @Nullable Usage usage,
            @Nullable Failure failure) {}

    /** Reads along one stream. */
    interface StreamReader {
        /**
         * Reads one server-sent event.
         *
         * @param event the event's name, null where the dialect has none
         * @param data buffer holding the event's data
         * @param offset where the data begins
         * @param length how long it is
         */
        StreamSignal read(@Nullable String event, byte[] data, int offset, int length);

        /** The usage reported so far; null when none was. */
        @Nullable
        Usage usage();

        /** The model the provider named; null until it did. */
        @Nullable
        String model();

        /** Whether the stream may end here and count as whole. */
        boolean complete();

        /** Characters of content seen so far, for an estimate where the provider never reports usage. */
        long contentCharacters();
    }
}
