package io.signalbox.gateway.portions;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.dialect.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer with embeddings in OpenAI's format: where its vectors stand, which are not looked into. */
final class VectorList {
    /**
     * One of {@code data}.
     *
     * @param index where the number stands by which its caller finds it; null where there is none
     */
    record Row(Span whole, @Nullable Span index) {}

    private final byte[] bytes;
    private final List<Row> rows = new ArrayList<>();
    private int end = -1;
    private @Nullable Span usage;
    private @Nullable JsonNode used;

    private VectorList(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads {@code length} bytes; throws when that is no such answer. */
    static VectorList of(byte[] bytes, int length) {
        VectorList list = new VectorList(bytes);
        try {
            list.read(new JsonScanner(bytes, 0, length));
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the answer is not whole JSON");
        }
        if (list.end < 0) {
            throw new UnreadableAnswerException("the answer has no embeddings");
        }
        return list;
    }

    private void read(JsonScanner scanner) throws IOException {
        scanner.nextToken();
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            JsonToken value = scanner.nextToken();
            int from = scanner.tokenStart();
            if (value == JsonToken.START_ARRAY && name.equals("data")) {
                rows(scanner);
            } else if (value == JsonToken.START_OBJECT && name.equals("usage")) {
                used = scanner.tree();
                usage = new Span(from, scanner.tokenEnd());
            } else {
                scanner.skipChildren();
            }
        }
    }

    private void rows(JsonScanner scanner) throws MalformedJsonException {
        while (scanner.nextToken() == JsonToken.START_OBJECT) {
            int from = scanner.tokenStart();
            Span index = null;
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                boolean number = scanner.currentName().equals("index");
                if (scanner.nextToken() == JsonToken.VALUE_NUMBER_INT && number) {
                    index = new Span(scanner.tokenStart(), scanner.tokenEnd());
                }
                scanner.skipChildren();
            }
            rows.add(new Row(new Span(from, scanner.tokenEnd()), index));
        }
        end = scanner.tokenStart();
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return rows.size();
    }

    List<Row> rows() {
        return rows;
    }

    /** Where {@code data} ends: its closing bracket. */
    int end() {
        return end;
    }

    /** Where the usage stands; null where none is told. */
    @Nullable
    Span usage() {
        return usage;
    }

    /** What it tells of it. */
    @Nullable
    JsonNode used() {
        return used;
    }
}
