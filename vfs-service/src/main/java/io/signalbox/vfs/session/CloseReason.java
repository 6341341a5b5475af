package io.signalbox.vfs.session;

/** Why a session ended. */
public enum CloseReason {
    REQUESTED,
    EXPIRED
}
