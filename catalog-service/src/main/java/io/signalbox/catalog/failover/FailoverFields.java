package io.signalbox.catalog.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code hedge}, {@code recovery} and {@code cache} of a route: what spares its callers a wait or a failure. An absent field stays as it is; {@code null} switches off what it
 * is about; an object replaces it whole.
 */
public final class FailoverFields {
    /** Most attempts to go on with one stream: each is asked with all that was said, and costs it. */
    public static final int RECOVERIES_MAX = 3;

    private static final long MILLIS_LEAST = 10;
    private static final long MILLIS_MAX = 600_000;
    private static final int PERCENTILE_LEAST = 50;
    private static final int PERCENTILE_MAX = 99;
    private static final Set<String> HEDGE = Set.of("afterMillis", "percentile");
    private static final Set<String> RECOVERY = Set.of("attemptsMax", "askAnew");

    private static final Set<String> CACHE = Set.of("ttlSeconds");
    private static final long TTL_SECONDS_MAX = 86_400;

    private FailoverFields() {}

    /** {@code hedge}: exactly one of {@code afterMillis} and {@code percentile}. */
    public static @Nullable Hedge hedge(@Nullable JsonNode node, @Nullable Hedge otherwise) {
        if (node == null) {
            return otherwise;
        }
        if (node.isNull()) {
            return null;
        }
        requireObject(node, "hedge", HEDGE);
        if (node.hasNonNull("afterMillis") == node.hasNonNull("percentile")) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("hedge", "hedge", "it has either afterMillis or percentile");
        }
        if (node.hasNonNull("afterMillis")) {
            return new Hedge(whole(node, "hedge.afterMillis", MILLIS_LEAST, MILLIS_MAX), null);
        }
        return new Hedge(null, (int) whole(node, "hedge.percentile", PERCENTILE_LEAST, PERCENTILE_MAX));
    }

    /** {@code recovery}: both fields may be left out. */
    public static @Nullable Recovery recovery(@Nullable JsonNode node, @Nullable Recovery otherwise) {
        if (node == null) {
            return otherwise;
        }
        if (node.isNull()) {
            return null;
        }
        requireObject(node, "recovery", RECOVERY);
        int attempts =
                node.hasNonNull("attemptsMax") ? (int) whole(node, "recovery.attemptsMax", 1, RECOVERIES_MAX) : 1;
        JsonNode anew = node.path("askAnew");
        if (node.hasNonNull("askAnew") && !anew.isBoolean()) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("recovery.askAnew", "askAnew", "it is true or false");
        }
        return new Recovery(attempts, anew.asBoolean(true));
    }

    /** {@code cache}: says for how long. */
    public static @Nullable Caching cache(@Nullable JsonNode node, @Nullable Caching otherwise) {
        if (node == null) {
            return otherwise;
        }
        if (node.isNull()) {
            return null;
        }
        requireObject(node, "cache", CACHE);
        return new Caching(whole(node, "cache.ttlSeconds", 1, TTL_SECONDS_MAX));
    }

    private static void requireObject(JsonNode node, String field, Set<String> known) {
        if (!node.isObject()) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(field, field, "it is an object, or null for none");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw StandardRefusal.FIELD_UNKNOWN.refusedAt(
                        field + "." + name, name, String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    private static long whole(JsonNode node, String path, long least, long most) {
        String name = path.substring(path.indexOf('.') + 1);
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            throw StandardRefusal.FIELD_INVALID.refusedAt(
                    path, name, "it is a whole number from " + least + " to " + most);
        }
        return value.asLong();
    }
}
