package io.signalbox.simulator.conversation;

/** Why an answer ended. */
public enum Finish {
    STOP,
    LENGTH,
    TOOL_CALLS
}
