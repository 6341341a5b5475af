package io.signalbox.credential.accesskey;

import io.signalbox.credential.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers send about access keys, with its limits. */
final class AccessKeyBody {
    static final int LIST_MAX = 200;
    static final int TAGS_MAX = 50;

    private AccessKeyBody() {}

    record Issue(
            String name,
            @Nullable UUID projectId,
            @Nullable String user,
            @Nullable List<String> models,
            @Nullable List<String> routes,
            @Nullable Long requestsPerMinute,
            @Nullable Map<String, String> tags,
            @Nullable Instant expiresAt) {
        Issue {
            user = Fields.optional("user", user, Fields.USER_ID_MAX);
        }

        Issue belongingTo(String owner) {
            return new Issue(name, projectId, owner, models, routes, requestsPerMinute, tags, expiresAt);
        }

        AccessKeyTerms terms() {
            return new Change(name, models, routes, requestsPerMinute, tags, true, expiresAt).terms();
        }
    }

    /** The changeable part; what {@code PATCH} merges into. */
    record Change(
            String name,
            @Nullable List<String> models,
            @Nullable List<String> routes,
            @Nullable Long requestsPerMinute,
            @Nullable Map<String, String> tags,
            @Nullable Boolean isActive,
            @Nullable Instant expiresAt) {
        Change {
            name = Fields.text("name", name, Fields.NAME_MAX);
            models = texts("models", models);
            routes = texts("routes", routes);
            tags = checkedTags(tags);
            if (requestsPerMinute != null && requestsPerMinute < 1) {
                throw Fields.invalid("requestsPerMinute", "it must be at least 1; leave it out for no limit");
            }
        }

        static Change of(AccessKeyTerms terms) {
            return new Change(
                    terms.name(),
                    terms.models(),
                    terms.routes(),
                    terms.requestsPerMinute(),
                    terms.tags(),
                    terms.active(),
                    terms.expiresAt());
        }

        AccessKeyTerms terms() {
            return new AccessKeyTerms(
                    name,
                    texts("models", models),
                    texts("routes", routes),
                    requestsPerMinute,
                    checkedTags(tags),
                    isActive == null || isActive,
                    expiresAt);
        }
    }

    private static List<String> texts(String field, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > LIST_MAX) {
            throw Fields.invalid(field, "it must have at most " + LIST_MAX + " entries");
        }
        return values.stream()
                .map(value -> Fields.text(field, value, Fields.NAME_MAX))
                .distinct()
                .toList();
    }

    private static Map<String, String> checkedTags(@Nullable Map<String, String> tags) {
        if (tags == null) {
            return Map.of();
        }
        if (tags.size() > TAGS_MAX) {
            throw Fields.invalid("tags", "there must be at most " + TAGS_MAX);
        }
        tags.forEach((name, value) -> {
            Fields.text("tags", name, Fields.NAME_MAX);
            Fields.text("tags." + name, value, Fields.NAME_MAX);
        });
        return Map.copyOf(tags);
    }
}
