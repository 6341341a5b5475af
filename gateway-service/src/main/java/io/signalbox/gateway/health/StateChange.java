package io.signalbox.gateway.health;

/** What somebody who looks after targets wants to be told at once. Limits that pass by themselves are not among it. */
public enum StateChange {
    /** A target is left alone but for probes. */
    OUT,
    /** It is in use again. */
    IN_USE,
    /** A provider does not know a key: it is not used again in this version. Somebody has to replace it. */
    KEY_REFUSED,
    /** A key's account has no money or quota left. Somebody has to pay. */
    KEY_EXHAUSTED,
    /** A key whose account was exhausted has been used with success again. */
    KEY_IN_USE
}
