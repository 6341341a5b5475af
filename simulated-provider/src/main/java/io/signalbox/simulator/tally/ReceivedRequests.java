package io.signalbox.simulator.tally;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.simulator.wire.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The last requests as they arrived, for assertions field by field. Bounded in number and in bytes; keys come out masked. */
public final class ReceivedRequests {
    private static final int REQUESTS_MAX = 256;
    private static final long BYTES_MAX = 16 << 20;

    private final UnaryOperator<String> mask;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long bytes;

    /** The mask is put over every header that carries a key. */
    public ReceivedRequests(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    private record Kept(long sequence, Incoming incoming) {}

    /** A request as received; header names are lower case, several values of one are joined by a comma. */
    public record ReceivedRequest(
            long sequence, String method, String path, String query, Map<String, String> headers, String body) {}

    public synchronized void add(long sequence, Incoming incoming) {
        kept.addLast(new Kept(sequence, incoming));
        bytes += incoming.body().length;
        while (kept.size() > REQUESTS_MAX || (bytes > BYTES_MAX && kept.size() > 1)) {
            bytes -= kept.removeFirst().incoming().body().length;
        }
    }

    /** The last so many, oldest first. */
    public synchronized List<ReceivedRequest> last(int count) {
        List<ReceivedRequest> shown = new ArrayList<>();
        int skip = Math.max(0, kept.size() - count);
        for (Kept one : kept) {
            if (skip-- <= 0) {
                shown.add(show(one));
            }
        }
        return shown;
    }

    /** The latest whose header of that name has that value. */
    public synchronized Optional<ReceivedRequest> lastWith(String header, String value) {
        Iterator<Kept> latestFirst = kept.descendingIterator();
        while (latestFirst.hasNext()) {
            Kept one = latestFirst.next();
            if (value.equals(one.incoming().headers().get(header))) {
                return Optional.of(show(one));
            }
        }
        return Optional.empty();
    }

    public synchronized void clear() {
        kept.clear();
        bytes = 0;
    }

    private ReceivedRequest show(Kept one) {
        Incoming incoming = one.incoming();
        return new ReceivedRequest(
                one.sequence(),
                incoming.method().name(),
                incoming.path(),
                incoming.query(),
                headers(incoming.headers()),
                new String(incoming.body(), StandardCharsets.UTF_8));
    }

    private Map<String, String> headers(HttpHeaders headers) {
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : headers.names()) {
            String value = String.join(",", headers.getAll(name));
            shown.put(name.toLowerCase(Locale.ROOT), secret(name) ? masked(value) : value);
        }
        return shown;
    }

    private String masked(String value) {
        int space = value.indexOf(' ');
        return value.substring(0, space + 1) + mask.apply(value.substring(space + 1));
    }

    private static boolean secret(String name) {
        return name.equalsIgnoreCase("authorization")
                || name.equalsIgnoreCase("x-api-key")
                || name.equalsIgnoreCase("api-key")
                || name.equalsIgnoreCase("x-goog-api-key")
                || name.equalsIgnoreCase("cookie");
    }
}
