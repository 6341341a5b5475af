package io.signalbox.gateway.dialect.openai;

/** A stretch of a request body, from its first byte to the one after its last. */
record Span(int from, int to) {
    int length() {
        return to - from;
    }
}
