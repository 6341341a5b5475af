package io.signalbox.adapter.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.signalbox.adapter.wording.WordingTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The one JSON reader of the adapters. Field names are not interned: they come from outside and would grow a table
 * that is never emptied.
 */
public final class WireJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final com.fasterxml.jackson.databind.ObjectMapper YAML =
            new com.fasterxml.jackson.databind.ObjectMapper(new YAMLFactory());

    private WireJson() {}

    /** A whole document; throws for anything that is not exactly one JSON value. */
    public static JsonNode tree(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /** The same, its long texts not decoded: for an answer that is about to be written in another format. */
    public static JsonNode undecodedTree(byte[] bytes) throws IOException {
        return WordingTree.of(bytes, MAPPER::readTree);
    }

    /** The same of a part of a buffer. */
    static JsonNode tree(byte[] bytes, int offset, int length) throws IOException {
        return MAPPER.readTree(bytes, offset, length);
    }

    /** Whether a part of a buffer holds nothing but white space, as the data of an empty event does. */
    public static boolean isBlank(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0 || bytes[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    /** The mapper, for building and writing trees. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** A YAML or JSON resource beside a class; a missing or broken one is a packaging mistake. */
    public static JsonNode resource(Class<?> beside, String name) {
        try (InputStream stream = beside.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource '" + name + "' beside " + beside.getName());
            }
            return YAML.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("resource '" + name + "' cannot be read", unreadable);
        }
    }
}
