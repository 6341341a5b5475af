package io.signalbox.gateway.cost;

import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.Unpooled;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.dialect.Span;
import io.signalbox.gateway.dialect.Splices;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Puts a cost where an answer says its usage, as {@code usage.cost}: a JSON number, not rounded. Every byte beside it stays
 * as it is. What a provider says in that place itself is its own price and not the ledger's: ours takes its place, and
 * {@code null} where we have none, so that a caller never takes the one for the other.
 */
public final class UsageCost {
    private static final String USAGE = "usage";
    private static final String COST = "cost";
    private static final String RESPONSE = "response";
    private static final byte[] DATA = ascii("data:");

    private final byte[] source;
    private final @Nullable BigDecimal cost;
    private final Splices splices;
    private boolean changed;

    private UsageCost(byte[] source, @Nullable BigDecimal cost) {
        this.source = source;
        this.cost = cost;
        this.splices = new Splices(source);
    }

    /** A whole answer with its cost, null for an unknown one; the same array where no usage is said. */
    public static byte[] inAnswer(byte[] answer, @Nullable BigDecimal cost) {
        UsageCost told = new UsageCost(answer, cost);
        told.tell(0, answer.length, false);
        return told.bytes();
    }

    /**
     * Events with a cost wherever they say usage. Data of an event that goes over several lines is left alone: no provider
     * and no writer of ours breaks JSON up.
     */
    public static byte[] inEvents(byte[] events, @Nullable BigDecimal cost) {
        UsageCost told = new UsageCost(events, cost);
        int from = 0;
        while (from < events.length) {
            int end = from;
            while (end < events.length && events[end] != '\n' && events[end] != '\r') {
                end++;
            }
            if (told.isData(from, end)) {
                told.tell(from + DATA.length, end, true);
            }
            from = end + 1;
        }
        return told.bytes();
    }

    private boolean isData(int from, int end) {
        boolean data = end - from > DATA.length;
        for (int each = 0; data && each < DATA.length; each++) {
            data = source[from + each] == DATA[each];
        }
        return data;
    }

    private void tell(int from, int end, boolean event) {
        Place place = find(new JsonScanner(source, from, end - from), event);
        if (place == null) {
            return;
        }
        Span own = place.own();
        if (own != null) {
            changed = true;
            splices.replace(own.from(), own.to(), ascii(cost == null ? "null" : cost.toPlainString()));
        } else if (cost != null) {
            changed = true;
            String field = "\"" + COST + "\":" + cost.toPlainString() + (place.empty() ? "" : ",");
            splices.replace(place.begin(), place.begin(), ascii(field));
        }
    }

    private byte[] bytes() {
        if (!changed) {
            return source;
        }
        byte[] bytes = new byte[splices.length()];
        splices.writeTo(Unpooled.wrappedBuffer(bytes).clear());
        return bytes;
    }

    /**
     * An object that says usage.
     *
     * @param begin of its first field
     * @param own what it says of a cost already
     */
    private record Place(int begin, boolean empty, @Nullable Span own) {}

    private static @Nullable Place find(JsonScanner scanner, boolean event) {
        try {
            return scanner.nextToken() == JsonToken.START_OBJECT ? inside(scanner, event) : null;
        } catch (MalformedJsonException notJson) {
            return null;
        }
    }

    /** The last of an object's usages, as most readers of JSON see it; responses have theirs one level deeper in events. */
    private static @Nullable Place inside(JsonScanner scanner, boolean event) throws MalformedJsonException {
        Place found = null;
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            boolean object = scanner.nextToken() == JsonToken.START_OBJECT;
            if (object && name.equals(USAGE)) {
                found = usage(scanner);
            } else if (object && event && name.equals(RESPONSE)) {
                Place inner = inside(scanner, false);
                found = inner == null ? found : inner;
            } else {
                scanner.skipChildren();
            }
        }
        return found;
    }

    private static Place usage(JsonScanner scanner) throws MalformedJsonException {
        int begin = scanner.tokenEnd();
        boolean empty = true;
        Span own = null;
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            boolean isCost = scanner.currentName().equals(COST);
            scanner.nextToken();
            int from = scanner.tokenStart();
            scanner.skipChildren();
            empty = false;
            own = isCost ? new Span(from, scanner.tokenEnd()) : own;
        }
        return new Place(begin, empty, own);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
