package io.signalbox.kit.deadletter;

/** Lets a parked record take effect, in the current transaction; the inboxes are one. */
@FunctionalInterface
public interface Replay {
    /** What fails again is thrown. */
    void replay(DeadLetter letter);
}
