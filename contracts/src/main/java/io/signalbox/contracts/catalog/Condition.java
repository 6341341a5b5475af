package io.signalbox.contracts.catalog;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a request before a case of a route is taken. Everything that is given must hold; of a list, one of
 * its values is enough.
 *
 * @param projects of the access key; empty asks nothing
 * @param users of the access key
 * @param tags of the access key, by name
 * @param headers of the request, by name in lower case
 * @param features that the request uses, all of them
 * @param inputTokensFrom of our estimate, inclusive
 * @param inputTokensBelow of our estimate, exclusive
 */
public record Condition(
        List<UUID> projects,
        List<String> users,
        Map<String, String> tags,
        Map<String, String> headers,
        List<Feature> features,
        @Nullable Long inputTokensFrom,
        @Nullable Long inputTokensBelow) {
    /** What a request may use. */
    public enum Feature {
        STREAM,
        TOOLS,
        IMAGES,
        STRUCTURED_OUTPUT,
        REASONING
    }
}
