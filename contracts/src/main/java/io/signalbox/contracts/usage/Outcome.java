package io.signalbox.contracts.usage;

/** How an attempt ended, from the caller's point of view. */
public enum Outcome {
    /** The whole answer was released to the caller. */
    SUCCEEDED,
    /** It failed; {@link FailureKind} says how. The usage is what the provider had reported until then. */
    FAILED,
    /** The caller left before the answer was complete. */
    CANCELLED,
    /** The gateway process ended with the attempt open; the usage is an estimate. */
    INTERRUPTED
}
