package io.signalbox.kit.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.BodyFault;
import io.signalbox.kit.problem.StandardRefusal;

/**
 * What {@code PATCH} means everywhere (RFC 7396): a field given replaces, a field given as null is taken away, a field
 * not given stays; objects are merged field by field. Unknown fields are refused as in any other body.
 */
public final class MergePatch {
    private MergePatch() {}

    /** {@code state} is the changeable part of what is there, as its request body would say it. */
    public static <T> T apply(T state, JsonNode patch, Class<T> type) {
        if (!(patch instanceof ObjectNode changes)) {
            throw StandardRefusal.BODY_MISSING.refused();
        }
        ObjectNode merged = ContractJson.mapper().valueToTree(state);
        for (var change : changes.properties()) {
            if (change.getValue() instanceof ObjectNode inner
                    && merged.get(change.getKey()) instanceof ObjectNode held) {
                merge(held, inner);
            } else {
                // A null is kept here, so that a field nobody knows is refused also when it is null.
                merged.set(change.getKey(), change.getValue());
            }
        }
        try {
            return ContractJson.strict().treeToValue(merged, type);
        } catch (JsonProcessingException e) {
            throw BodyFault.of(e);
        }
    }

    private static void merge(ObjectNode target, ObjectNode changes) {
        for (var change : changes.properties()) {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(change.getKey());
            } else if (value instanceof ObjectNode inner) {
                JsonNode held = target.get(change.getKey());
                ObjectNode into = held instanceof ObjectNode object ? object : target.putObject(change.getKey());
                merge(into, inner);
            } else {
                target.set(change.getKey(), value);
            }
        }
    }
}
