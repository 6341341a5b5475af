package io.signalbox.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The recorded exchanges of one adapter: {@code exchanges.yaml} beside its test, one list per question. */
final class Exchanges {
    private final JsonNode file;

    private Exchanges(JsonNode file) {
        this.file = file;
    }

    static Exchanges beside(Class<?> test) {
        return new Exchanges(WireJson.resource(test, "exchanges.yaml"));
    }

    /** The rows of a list; an empty list would test nothing, so it is a mistake. */
    Stream<JsonNode> rows(String list) {
        JsonNode rows = file.path(list);
        if (rows.isEmpty()) {
            throw new IllegalStateException("no recorded " + list);
        }
        return StreamSupport.stream(rows.spliterator(), false);
    }

    static byte[] body(JsonNode row) {
        return row.path("body").asText("").getBytes(StandardCharsets.UTF_8);
    }

    static HttpReply reply(JsonNode row) {
        return new HttpReply(row.path("status").asInt(200), headers(row.path("headers")), body(row));
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    static List<String> list(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    static HeaderLookup headers(JsonNode object) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(texts(object));
        return headers::get;
    }

    static Operation operation(JsonNode row) {
        return Operation.valueOf(row.path("operation").asText("chat").toUpperCase(Locale.ROOT));
    }
}
