package io.signalbox.adapter.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.HttpReply;
import io.signalbox.adapter.ListedModel;
import io.signalbox.adapter.UnreadableAnswerException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A page of a provider's model list: what stands beside the models, and their entries.
 *
 * @param root the whole reply
 * @param entries an array
 */
public record ModelPage(JsonNode root, JsonNode entries) {
    /**
     * Reads a reply whose entries stand in the named array.
     *
     * @throws UnreadableAnswerException when it is not JSON, or has no such array
     */
    public static ModelPage of(HttpReply reply, String array) {
        JsonNode root = root(reply);
        if (!root.path(array).isArray()) {
            throw new UnreadableAnswerException("the model list has no " + array + " array");
        }
        return new ModelPage(root, root.path(array));
    }

    /** The reply as JSON. */
    public static JsonNode root(HttpReply reply) {
        try {
            return WireJson.tree(reply.body());
        } catch (IOException notJson) {
            throw new UnreadableAnswerException("the model list is not JSON");
        }
    }

    /** Whether a reply is a page of models, and so was given by the provider it was asked of. */
    public static boolean isOne(HttpReply reply, String array) {
        try {
            of(reply, array);
            return true;
        } catch (UnreadableAnswerException anotherFormat) {
            return false;
        }
    }

    /** One model for each id, in the order of the list; an entry without an id is none. */
    public List<ListedModel> models(Function<JsonNode, String> id, BiFunction<String, JsonNode, ListedModel> model) {
        Map<String, ListedModel> models = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            String name = id.apply(entry);
            if (!name.isEmpty()) {
                models.putIfAbsent(name, model.apply(name, entry));
            }
        }
        return List.copyOf(models.values());
    }
}
