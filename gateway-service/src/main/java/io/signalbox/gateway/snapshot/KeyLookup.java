package io.signalbox.gateway.snapshot;

/** What is known of a key's hash. */
public sealed interface KeyLookup {
    /** A key that may be used, unless its own expiry has passed. */
    record Known(AccessKey key) implements KeyLookup {}

    /** A key that was good once: revoked, switched off, or its tenant or project is closed. */
    record Revoked() implements KeyLookup {}

    /** No key of that hash; with a stale snapshot that may only mean "not heard of yet". */
    record Unknown() implements KeyLookup {}

    KeyLookup REVOKED = new Revoked();
    KeyLookup UNKNOWN = new Unknown();
}
