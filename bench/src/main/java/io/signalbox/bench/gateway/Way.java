package io.signalbox.bench.gateway;

import io.signalbox.bench.load.Dialect;

/** The ways a request can take to the upstream. */
enum Way {
    DIRECT("direct"),
    BARE("bare proxy"),
    GATEWAY("gateway"),
    TRANSLATED("gateway, from another dialect");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    /** Whether what passes here is recorded. */
    boolean recorded() {
        return switch (this) {
            case DIRECT, BARE -> false;
            case GATEWAY, TRANSLATED -> true;
        };
    }

    /** What callers speak who go this way. */
    Dialect dialect() {
        return switch (this) {
            case DIRECT, BARE, GATEWAY -> Dialect.OPENAI;
            case TRANSLATED -> Dialect.ANTHROPIC;
        };
    }

    String label() {
        return label;
    }
}
