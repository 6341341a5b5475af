package io.signalbox.adapter;

/** What one event of a stream is to the gateway. */
public sealed interface StreamSignal {
    /** Says nothing a caller would miss: before the first content the attempt may still be replaced unseen. */
    record Preamble() implements StreamSignal {}

    /** Content, a tool delta, reasoning or a finish: once this is released there is no way back. */
    record Content() implements StreamSignal {}

    /** Carries usage and nothing else; taken out unless the caller asked for it. */
    record UsageOnly() implements StreamSignal {}

    /** The dialect's terminator. */
    record Terminator() implements StreamSignal {}

    /** The provider reports an error inside the stream. */
    record Failed(Failure failure) implements StreamSignal {}

    /** {@link Preamble}, made once. */
    StreamSignal PREAMBLE = new Preamble();

    /** {@link Content}, made once. */
    StreamSignal CONTENT = new Content();

    /** {@link UsageOnly}, made once. */
    StreamSignal USAGE_ONLY = new UsageOnly();

    /** {@link Terminator}, made once. */
    StreamSignal TERMINATOR = new Terminator();
}
