package io.signalbox.simulator.wire;

/** How a response ends once its last frame is out. */
public enum Ending {
    /** In order; the connection may serve the next request. */
    COMPLETE,
    /** Not at all, until the caller leaves or the longest wait is over. */
    HANG,
    /** The connection is closed in order. */
    CLOSE,
    /** The connection is reset: TCP RST. */
    RESET
}
