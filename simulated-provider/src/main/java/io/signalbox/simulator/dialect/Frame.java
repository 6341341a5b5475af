package io.signalbox.simulator.dialect;

import io.signalbox.simulator.conversation.Tokens;
import java.nio.charset.StandardCharsets;

/** A piece of a body that is sent as one, and the tokens that count as answered once it is. */
public record Frame(byte[] bytes, Part part, Tokens tokens) {
    /** Where in an answer a frame stands: faults cut before, within and after the content. */
    public enum Part {
        HEAD,
        CONTENT,
        TAIL
    }

    public static Frame head(String text, Tokens tokens) {
        return new Frame(utf8(text), Part.HEAD, tokens);
    }

    public static Frame content(String text, Tokens tokens) {
        return new Frame(utf8(text), Part.CONTENT, tokens);
    }

    public static Frame tail(String text) {
        return new Frame(utf8(text), Part.TAIL, Tokens.NONE);
    }

    public static Frame tail(String text, Tokens tokens) {
        return new Frame(utf8(text), Part.TAIL, tokens);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
