package io.signalbox.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.wire.WireJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The built-in provider types, read from {@code provider-types.yaml}. */
public final class BuiltInTypes {
    private BuiltInTypes() {}

    /** All of them, in the order of the file; a name or alias used twice is a packaging mistake. */
    public static List<BuiltInType> load() {
        List<BuiltInType> types = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode row :
                WireJson.resource(BuiltInTypes.class, "provider-types.yaml").path("types")) {
            BuiltInType type = read(row);
            claim(names, type.type());
            type.aliases().forEach(alias -> claim(names, alias));
            types.add(type);
        }
        return List.copyOf(types);
    }

    private static void claim(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalStateException("two built-in provider types are called '" + name + "'");
        }
    }

    private static BuiltInType read(JsonNode row) {
        return new BuiltInType(
                row.required("type").textValue(),
                row.required("displayName").textValue(),
                row.required("adapter").textValue(),
                texts(row.path("aliases")),
                optional(row.path("baseUrl")),
                row.required("authHeader").textValue(),
                row.path("authPrefix").asText(""),
                headers(row.path("headers")),
                open(row.path("requestTemplate")),
                open(row.path("settings")),
                texts(row.path("features")),
                texts(row.path("requiredEnvironment")),
                row.required("credentialRequired").booleanValue());
    }

    private static @Nullable String optional(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.textValue()));
        return List.copyOf(texts);
    }

    private static Map<String, String> headers(JsonNode object) {
        return object.isObject()
                ? Map.copyOf(WireJson.mapper().convertValue(object, new TypeReference<Map<String, String>>() {}))
                : Map.of();
    }

    private static Map<String, Object> open(JsonNode object) {
        return object.isObject()
                ? Map.copyOf(WireJson.mapper().convertValue(object, new TypeReference<Map<String, Object>>() {}))
                : Map.of();
    }
}
