package io.signalbox.kit.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which page of a list is asked for; a controller method takes it as a parameter. */
public record PageRequest(int limit, @Nullable String cursor) {
    /** Largest page. */
    public static final int LIMIT_MAX = 200;

    /** Page size when the caller names none. */
    public static final int LIMIT_DEFAULT = 50;

    /** How many rows to read, so that the one too many tells whether there is a next page. */
    public int limitPlusOne() {
        return limit + 1;
    }

    /** The position to go on from, for a list sorted by {@code size} values; empty on the first page. */
    public Optional<Cursor> after(int size) {
        return Optional.ofNullable(cursor).map(text -> Cursor.parse(text, size));
    }
}
