package io.signalbox.gateway.dialect;

/** A stretch of a request body, from its first byte to the one after its last. */
public record Span(int from, int to) {
    public int length() {
        return to - from;
    }
}
