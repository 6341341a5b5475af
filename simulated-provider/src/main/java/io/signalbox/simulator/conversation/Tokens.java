package io.signalbox.simulator.conversation;

/**
 * Tokens of an answer. {@code input} includes {@code cached} and {@code cacheWritten}; {@code output} includes
 * {@code reasoning}.
 */
public record Tokens(long input, long cached, long cacheWritten, long output, long reasoning) {
    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    public static Tokens ofOutput(long output) {
        return new Tokens(0, 0, 0, output, 0);
    }

    public static Tokens ofInput(long input) {
        return new Tokens(input, 0, 0, 0, 0);
    }

    public Tokens plus(Tokens other) {
        return new Tokens(
                input + other.input,
                cached + other.cached,
                cacheWritten + other.cacheWritten,
                output + other.output,
                reasoning + other.reasoning);
    }

    /** What is known once an answer begins. */
    public Tokens prompt() {
        return new Tokens(input, cached, cacheWritten, 0, 0);
    }

    /** What was thought before the first visible word. */
    public Tokens thought() {
        return new Tokens(0, 0, 0, reasoning, reasoning);
    }

    public long total() {
        return input + output;
    }
}
