package io.signalbox.contracts.catalog;

/**
 * How long an attempt and a request may take. All in milliseconds; each is a limit of its own.
 *
 * @param connectMillis to a connected socket
 * @param firstTokenMillis from sending to the first content
 * @param betweenTokensMillis longest silence inside a stream
 * @param totalMillis the whole request with all its attempts
 */
public record Deadlines(long connectMillis, long firstTokenMillis, long betweenTokensMillis, long totalMillis) {
    /** What a route has that says nothing: generous, because slow models are common and cut answers are lost money. */
    public static final Deadlines DEFAULT = new Deadlines(5_000, 60_000, 60_000, 600_000);
}
