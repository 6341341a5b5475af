package io.signalbox.gateway.dialect.responses;

import com.fasterxml.jackson.core.JsonToken;
import io.netty.buffer.Unpooled;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.dialect.Span;
import io.signalbox.gateway.dialect.Splices;
import io.signalbox.gateway.dialect.responses.ResponseIds.Origin;
import io.signalbox.gateway.snapshot.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ids that callers know in the place of those that one target knows, in answers that pass through otherwise as
 * they are.
 */
final class AnswerIds {
    private final ResponseIds ids;
    private final TenantId tenant;
    private final Target target;
    private final @Nullable PreviousResponse asked;

    /** {@code asked} is what the caller's request goes on from; null where it does not. */
    AnswerIds(ResponseIds ids, TenantId tenant, Target target, @Nullable PreviousResponse asked) {
        this.ids = ids;
        this.tenant = tenant;
        this.target = target;
        this.asked = asked;
    }

    /** The id that the caller gets for one of this target's: for the one it sent, what it sent. */
    String outward(String ownId) {
        return asked != null && asked.origin().ownId().equals(ownId)
                ? asked.id()
                : ids.of(tenant, new Origin(target.configurationId(), target.model(), ownId));
    }

    /** What was found in one response object. */
    record Found(@Nullable Span id, String ownId, @Nullable Span previous, String ownPrevious, long createdAt) {}

    /** A whole response with other ids. */
    byte[] whole(byte[] bytes, int length) {
        try {
            JsonScanner scanner = new JsonScanner(bytes, 0, length);
            scanner.nextToken();
            Found found = find(scanner);
            return changed(Arrays.copyOf(bytes, length), 0, found);
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
    }

    /** Finds what is of interest in the {@code response} of an event; null when it has none. */
    static @Nullable Found inEvent(byte[] bytes, int offset, int length) {
        try {
            JsonScanner scanner = new JsonScanner(bytes, offset, length);
            scanner.nextToken();
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                boolean response = scanner.currentName().equals("response");
                if (scanner.nextToken() == JsonToken.START_OBJECT && response) {
                    return find(scanner);
                }
                scanner.skipChildren();
            }
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }

    /** Bytes with other ids, in which this was found {@code shift} behind where it stands. */
    byte[] changed(byte[] source, int shift, Found found) {
        Splices splices = new Splices(source);
        if (found.id() != null) {
            splices.replace(found.id().from() - shift, found.id().to() - shift, quoted(outward(found.ownId())));
        }
        if (found.previous() != null) {
            splices.replace(
                    found.previous().from() - shift,
                    found.previous().to() - shift,
                    quoted(outward(found.ownPrevious())));
        }
        byte[] changed = new byte[splices.length()];
        splices.writeTo(Unpooled.wrappedBuffer(changed).clear());
        return changed;
    }

    private static Found find(JsonScanner scanner) throws IOException {
        Span id = null;
        Span previous = null;
        String ownId = "";
        String ownPrevious = "";
        long createdAt = 0;
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            JsonToken value = scanner.nextToken();
            if (value == JsonToken.VALUE_STRING && name.equals("id")) {
                ownId = scanner.text();
                id = new Span(scanner.tokenStart(), scanner.tokenEnd());
            } else if (value == JsonToken.VALUE_STRING && name.equals("previous_response_id")) {
                ownPrevious = scanner.text();
                previous = new Span(scanner.tokenStart(), scanner.tokenEnd());
            } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("created_at")) {
                createdAt = scanner.wholeNumber();
            } else {
                scanner.skipChildren();
            }
        }
        return new Found(id, ownId, previous, ownPrevious, createdAt);
    }

    /** Of characters that need no escape. */
    static byte[] quoted(String id) {
        return ("\"" + id + "\"").getBytes(StandardCharsets.US_ASCII);
    }
}
