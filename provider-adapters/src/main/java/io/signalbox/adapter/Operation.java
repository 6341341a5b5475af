package io.signalbox.adapter;

/** What an application can ask for. */
public enum Operation {
    CHAT("chat"),
    EMBEDDINGS("embeddings");

    private final String wire;

    Operation(String wire) {
        this.wire = wire;
    }

    /** As it stands in the usage record: {@code chat}. */
    public String wire() {
        return wire;
    }
}
