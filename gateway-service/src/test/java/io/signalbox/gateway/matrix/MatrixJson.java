package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What went over the wire, as trees. */
final class MatrixJson {
    private static final String DATA = "data: ";

    private MatrixJson() {}

    static JsonNode of(String text) {
        try {
            return WireJson.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }

    /** The objects of a stream, in order. */
    static List<JsonNode> events(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith(DATA + "{"))
                .map(line -> of(line.substring(DATA.length())))
                .toList();
    }
}
