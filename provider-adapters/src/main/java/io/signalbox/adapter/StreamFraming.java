package io.signalbox.adapter;

/** What a stream of a provider is cut into. */
public enum StreamFraming {
    /** Server-sent events. */
    EVENTS("text/event-stream"),
    /** One JSON value a line. */
    LINES("application/x-ndjson");

    private final String mediaType;

    StreamFraming(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What the provider calls such a stream, lower case. */
    public String mediaType() {
        return mediaType;
    }
}
