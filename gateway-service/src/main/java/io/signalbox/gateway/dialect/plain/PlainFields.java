package io.signalbox.gateway.dialect.plain;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.dialect.RequestScan;

/** The fields that tell what such a request will be billed, or how its answer comes. */
final class PlainFields implements RequestScan.OwnField {
    private long characters;
    private long count = 1;
    private boolean eventsWanted;

    /** Of {@code input}, as people count them. */
    long characters() {
        return characters;
    }

    /** How many are wanted. */
    long count() {
        return count;
    }

    /** Whether speech is wanted as events instead of bytes. */
    boolean eventsWanted() {
        return eventsWanted;
    }

    @Override
    public boolean read(JsonScanner scanner, String name) throws MalformedJsonException {
        JsonToken token = scanner.currentToken();
        switch (name) {
            case "input" -> {
                if (token == JsonToken.VALUE_STRING) {
                    String text = scanner.text();
                    characters = text.codePointCount(0, text.length());
                }
            }
            case "n" -> count = token == JsonToken.VALUE_NUMBER_INT ? Math.max(1, scanner.wholeNumber()) : 1;
            case "stream_format" ->
                eventsWanted = token == JsonToken.VALUE_STRING && scanner.text().equals("sse");
            default -> {}
        }
        return false;
    }
}
