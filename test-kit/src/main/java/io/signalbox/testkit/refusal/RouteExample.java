package io.signalbox.testkit.refusal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a route that would succeed: what the table spoils, one thing at a time.
 *
 * @param route as {@code POST /api/routes/{name}}
 * @param path with real values for its variables; they belong to {@link RefusalTable#TENANT}
 * @param body a valid JSON object, or null for a route that takes none
 * @param token of a caller who may do it
 * @param service whether that caller is a service
 * @param open whether the route answers callers without a token
 */
public record RouteExample(
        String route,
        String path,
        @Nullable String body,
        String token,
        boolean open,
        boolean service,
        List<String> variables) {
    public RouteExample {
        variables = List.copyOf(variables);
    }

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    /** The last path variable replaced by something no id looks like. */
    String withMalformedId() {
        return path.replace(variables.getLast(), "not-an-id");
    }
}
