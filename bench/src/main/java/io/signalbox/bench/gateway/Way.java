package io.signalbox.bench.gateway;

/** The ways a request can take to the upstream. */
enum Way {
    DIRECT("direct"),
    BARE("bare proxy"),
    GATEWAY("gateway");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
