package io.signalbox.simulator.conversation;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer before any dialect writes it. The chunks in order are the text; {@code tokens} are the whole answer's;
 * {@code usageTold} is false only for the fault that leaves usage out.
 */
public record Reply(
        Question question, Tokens tokens, List<String> chunks, List<ToolCall> calls, Finish finish, boolean usageTold) {
    public String model() {
        return question.model();
    }

    public String text() {
        return String.join("", chunks);
    }

    public Reply withoutUsage() {
        return new Reply(question, tokens, chunks, calls, finish, false);
    }

    /** The same answer with its middle chunk blown up; a word stays one token, however long. */
    public Reply withHugeChunk(int bytes) {
        List<String> grown = new ArrayList<>(chunks);
        String huge = "x".repeat(bytes);
        if (grown.isEmpty()) {
            return new Reply(question, tokens.plus(Tokens.ofOutput(1)), List.of(huge), calls, finish, usageTold);
        }
        int middle = grown.size() / 2;
        grown.set(middle, huge + grown.get(middle));
        return new Reply(question, tokens, List.copyOf(grown), calls, finish, usageTold);
    }
}
