package io.signalbox.simulator.conversation;

/** A call of a tool in an answer; the arguments are the text of a JSON object. */
public record ToolCall(String name, String arguments) {
    /** What a call costs beside the words of its arguments. */
    private static final int PER_CALL = 4;

    int tokens() {
        return PER_CALL + Words.count(arguments);
    }

    public Tokens cost() {
        return Tokens.ofOutput(tokens());
    }
}
