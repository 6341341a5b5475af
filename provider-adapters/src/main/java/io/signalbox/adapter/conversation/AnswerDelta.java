package io.signalbox.adapter.conversation;

import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;

/** One step of a streamed answer in no provider's words. Tool calls count from 0 in the order they began. */
public sealed interface AnswerDelta {
    /** The answer begins. */
    record Started(String id, String model) implements AnswerDelta {}

    /** More text. */
    record TextAdded(String text) implements AnswerDelta {}

    /** More of what the model says instead of an answer. */
    record RefusalAdded(String text) implements AnswerDelta {}

    /** More reasoning. */
    record ReasoningAdded(String text) implements AnswerDelta {}

    /** The signature of the reasoning so far, or of what comes next where nothing was told; marked as in a conversation. */
    record ReasoningSigned(String signature) implements AnswerDelta {}

    /** A tool call begins. */
    record ToolCallStarted(int index, String id, String name) implements AnswerDelta {}

    /** More of a tool call's arguments, as JSON text. */
    record ToolArgumentsAdded(int index, String fragment) implements AnswerDelta {}

    /** The model stopped. */
    record Stopped(StopReason reason) implements AnswerDelta {}

    /** Usage so far; a later one replaces an earlier one. */
    record UsageReported(Usage usage) implements AnswerDelta {}

    /** The provider's terminator. */
    record Ended() implements AnswerDelta {}

    /** The provider reports an error inside the stream. */
    record Failed(Failure failure) implements AnswerDelta {}
}
