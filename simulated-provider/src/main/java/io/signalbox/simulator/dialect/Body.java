package io.signalbox.simulator.dialect;

import io.signalbox.simulator.conversation.Tokens;

/** A whole JSON body and what it cost. */
public record Body(byte[] json, Tokens tokens) {
    public static Body free(byte[] json) {
        return new Body(json, Tokens.NONE);
    }
}
