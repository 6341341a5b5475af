package io.signalbox.credential.accesskey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an access key allows; everything that can be changed after it was issued.
 *
 * @param models {@code configuration/model} or a model id; empty allows all
 * @param routes by name; empty allows all
 * @param requestsPerMinute null is unlimited
 * @param expiresAt null is never
 */
public record AccessKeyTerms(
        String name,
        List<String> models,
        List<String> routes,
        @Nullable Long requestsPerMinute,
        Map<String, String> tags,
        boolean active,
        @Nullable Instant expiresAt) {
    public AccessKeyTerms {
        models = List.copyOf(models);
        routes = List.copyOf(routes);
        tags = Map.copyOf(tags);
    }
}
