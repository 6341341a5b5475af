package io.signalbox.adapter.conversation;

/** Why the model stopped. */
public enum StopReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER
}
