package io.signalbox.gateway.dialect;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The model's messages in a body of OpenAI's, for a server that refuses one of them that comes back without its thoughts:
 * clients of the format do not know the field and leave it behind. Where it is missing it is added, empty, as if nothing had
 * been thought.
 */
final class MissingThoughts {
    private final JsonScanner scanner;
    private final String field;
    private final Map<Span, byte[]> added;

    private MissingThoughts(JsonScanner scanner, String field, Map<Span, byte[]> added) {
        this.scanner = scanner;
        this.field = field;
        this.added = added;
    }

    /** What is to be put in is added to {@code added}, by where it belongs. */
    static void in(byte[] body, String field, Map<Span, byte[]> added) throws MalformedJsonException {
        JsonScanner scanner = new JsonScanner(body);
        scanner.nextToken();
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            boolean messages = scanner.currentName().equals(CallIds.MESSAGES);
            if (scanner.nextToken() == JsonToken.START_ARRAY && messages) {
                new MissingThoughts(scanner, field, added).messages();
            } else {
                scanner.skipChildren();
            }
        }
    }

    private void messages() throws MalformedJsonException {
        while (scanner.nextToken() != JsonToken.END_ARRAY) {
            if (scanner.currentToken() == JsonToken.START_OBJECT) {
                message();
            } else {
                scanner.skipChildren();
            }
        }
    }

    private void message() throws MalformedJsonException {
        boolean ofTheModel = false;
        boolean missing = true;
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            scanner.nextToken();
            missing &= !name.equals(field);
            if (name.equals("role") && scanner.currentToken() == JsonToken.VALUE_STRING) {
                ofTheModel = scanner.text().equals("assistant");
            }
            scanner.skipChildren();
        }
        if (ofTheModel && missing) {
            int end = scanner.tokenStart();
            added.put(new Span(end, end), (",\"" + field + "\":\"\"").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
