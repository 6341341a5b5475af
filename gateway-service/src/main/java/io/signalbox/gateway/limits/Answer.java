package io.signalbox.gateway.limits;

/** What comes of asking one share for some of it. */
sealed interface Answer {
    /**
     * It is there.
     *
     * @param window what it was taken from, and where it goes back to; {@link #NOWHERE} when it does not
     */
    record Taken(long window) implements Answer {}

    /** It is not. */
    record Lacking(Shortage shortage) implements Answer {}

    /** Of what was let through without being counted. */
    long NOWHERE = -1;

    Answer UNCOUNTED = new Taken(NOWHERE);
}
