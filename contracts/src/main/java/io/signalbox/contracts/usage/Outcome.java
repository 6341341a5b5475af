package io.signalbox.contracts.usage;

/** How an attempt ended, from the caller's point of view. */
public enum Outcome {
    /** The whole answer was handed over to the caller. */
    SUCCEEDED,
    /** It failed; {@link FailureKind} says how. The usage is what the provider had reported until then. */
    FAILED,
    /** The caller left before it had the whole answer; the usage is what the provider had reported, else an estimate. */
    CANCELLED,
    /**
     * The gateway process ended before the caller had the whole answer. The usage is an estimate if the provider was still
     * answering, else what it reported.
     */
    INTERRUPTED
}
