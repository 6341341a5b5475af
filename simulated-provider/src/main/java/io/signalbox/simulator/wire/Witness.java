package io.signalbox.simulator.wire;

import io.signalbox.simulator.conversation.Tokens;

/** Is told what of a delivery was sent: once before its last byte, again if the caller left before that. */
@FunctionalInterface
public interface Witness {
    Witness NONE = (status, tokens, whole, bytes) -> {};

    void sent(int status, Tokens tokens, boolean whole, long bytes);
}
