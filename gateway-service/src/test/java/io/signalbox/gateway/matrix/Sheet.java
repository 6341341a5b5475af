package io.signalbox.gateway.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is expected of one dialect of callers, from the file of its name; {@code chat.yaml} explains the form. */
record Sheet(CallerWire wire, JsonNode root) {
    private static final List<CallerWire> WIRES = List.of(new ChatWire(), new MessagesWire(), new ResponsesWire());

    /** Of all dialects. */
    static List<Sheet> all() {
        return WIRES.stream().map(Sheet::of).toList();
    }

    private static Sheet of(CallerWire wire) {
        return new Sheet(wire, WireJson.resource(Sheet.class, wire.name() + ".yaml"));
    }

    /**
     * A provider type with the adapter it names.
     *
     * @param own what is expected of it alone, from the file of its name among the resources; often nothing
     */
    record Column(BuiltInType type, ProviderAdapter adapter, JsonNode own) {
        static Column of(BuiltInType type, ProviderAdapter adapter) {
            String file = "types/" + type.type() + ".yaml";
            boolean there = Sheet.class.getResource(file) != null;
            return new Column(type, adapter, there ? WireJson.resource(Sheet.class, file) : MissingNode.getInstance());
        }

        /**
         * By what this column is looked up in a sheet, the most particular first. A type that offers responses is one of
         * those before it is anything else; only the sheet of those knows the name. All are {@code any} at last.
         */
        List<String> names() {
            String offered = type.features().contains("responses") ? "responses" : type.type();
            return Stream.of(
                            offered,
                            type.type(),
                            adapter.name(),
                            adapter.dialect().wire(),
                            "any")
                    .distinct()
                    .toList();
        }

        /** A body in OpenAI's words with the fields that this provider calls differently, or does not know. */
        JsonNode inItsWords(JsonNode body) {
            ObjectNode words = body.deepCopy();
            own.path("renamed").properties().forEach(name -> {
                JsonNode value = words.remove(name.getKey());
                if (value != null) {
                    words.set(name.getValue().asText(), value);
                }
            });
            own.path("removed").forEach(name -> words.remove(name.asText()));
            return words;
        }

        boolean hasItsWords() {
            return own.has("renamed");
        }
    }

    /** One thing a caller may ask for. */
    record Feature(String sheet, String name, JsonNode node) {
        JsonNode request() {
            return node.path("request");
        }

        boolean streamed() {
            return request().path("stream").asBoolean();
        }

        /** What must arrive, or why nothing may; null where the sheet says nothing of such a provider. */
        @Nullable
        JsonNode upstream(Column column) {
            JsonNode own = own(column).path("upstream");
            return own.isMissingNode() ? named(node.path("upstream"), column) : own;
        }

        private JsonNode own(Column column) {
            return column.own().path(sheet).path(name);
        }

        JsonNode answer(Column column) {
            ObjectNode answer = node.path("answer").deepCopy();
            JsonNode differently = named(node.path("by"), column);
            if (differently != null) {
                answer.setAll((ObjectNode) differently);
            }
            if (own(column).has("answer")) {
                answer.setAll((ObjectNode) own(column).get("answer"));
            }
            return answer;
        }

        /** Whether the type itself lists what this needs. */
        boolean promised(Column column) {
            return column.type().features().contains(node.path("needs").asText());
        }
    }

    String path() {
        return root.path("path").asText();
    }

    List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        root.path("features")
                .forEach(node ->
                        features.add(new Feature(wire.name(), node.path("name").asText(), node)));
        return features;
    }

    /** What a provider's error becomes. */
    JsonNode error(String fault, Column column) {
        String told = root.path("errorsLike").asText(wire.name());
        return told.equals(wire.name())
                ? ownError(fault, column)
                : WIRES.stream()
                        .filter(other -> other.name().equals(told))
                        .findFirst()
                        .map(Sheet::of)
                        .orElseThrow()
                        .ownError(fault, column);
    }

    private JsonNode ownError(String fault, Column column) {
        JsonNode own = column.own().path("errors").path(wire.name()).path(fault);
        if (!own.isMissingNode()) {
            return own;
        }
        JsonNode told = root.path("errors").path(fault);
        JsonNode differently = named(told.path("by"), column);
        return differently == null ? told : differently;
    }

    Map<String, String> headers() {
        return WireJson.mapper()
                .convertValue(
                        root.path("headers").isObject() ? root.path("headers") : JsonNodeFactory.instance.objectNode(),
                        new com.fasterxml.jackson.core.type.TypeReference<Map<String, String>>() {});
    }

    private static @Nullable JsonNode named(JsonNode byName, Column column) {
        return column.names().stream()
                .filter(byName::has)
                .findFirst()
                .map(byName::get)
                .orElse(null);
    }
}
