package io.signalbox.testkit.embedded;

/** A broker somewhere: a process of our own, or a container where there is one. */
interface Broker {
    /** Starts it, or starts it again on the same data, and waits until it answers. */
    void start();

    /** Ends it without a word. */
    void kill();

    String bootstrapServers();
}
