package io.signalbox.simulator.dialect;

import io.signalbox.simulator.conversation.Tokens;
import java.util.List;

/**
 * A whole body and what it cost.
 *
 * @param frames the same in pieces where it is sent so; empty for a body that is sent at once
 */
public record Body(byte[] bytes, Tokens tokens, String contentType, List<Frame> frames) {
    public Body(byte[] json, Tokens tokens) {
        this(json, tokens, "application/json", List.of());
    }

    public static Body free(byte[] json) {
        return new Body(json, Tokens.NONE);
    }

    public static Body of(String contentType, byte[] bytes, Tokens tokens) {
        return new Body(bytes, tokens, contentType, List.of());
    }

    /** One that is sent piece by piece, as events or as anything else. */
    public static Body pieces(String contentType, List<Frame> frames) {
        return new Body(new byte[0], Tokens.NONE, contentType, frames);
    }
}
