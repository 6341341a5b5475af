package io.signalbox.adapter;

/** What an application can ask for. */
public enum Operation {
    CHAT("chat"),
    EMBEDDINGS("embeddings"),
    /** How many tokens a chat would begin with. Nothing is made of them, so asking uses none. */
    COUNT_TOKENS("count_tokens");

    private final String wire;

    Operation(String wire) {
        this.wire = wire;
    }

    /** As it stands in the usage record: {@code chat}. */
    public String wire() {
        return wire;
    }
}
