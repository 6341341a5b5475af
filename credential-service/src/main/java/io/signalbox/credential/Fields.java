package io.signalbox.credential;

import io.signalbox.kit.problem.StandardRefusal;
import org.jspecify.annotations.Nullable;

/** Rules that fields of request bodies share, each refused by the field's name. */
public final class Fields {
    /** Longest name of anything. */
    public static final int NAME_MAX = 200;

    /** Longest opaque id of a user. */
    public static final int USER_ID_MAX = 128;

    private Fields() {}

    /** Present, not blank, not too long, without control characters. */
    public static String text(String field, @Nullable String value, int lengthMax) {
        if (value == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        if (value.isBlank() || value.length() > lengthMax) {
            throw invalid(field, "it must have 1 to " + lengthMax + " characters");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw invalid(field, "it must not contain control characters");
        }
        return value.strip();
    }

    /** As {@link #text}, but may be absent. */
    public static @Nullable String optional(String field, @Nullable String value, int lengthMax) {
        return value == null ? null : text(field, value, lengthMax);
    }

    /** Refuses a field by the rule it broke. */
    public static RuntimeException invalid(String field, String rule) {
        return StandardRefusal.FIELD_INVALID.refusedAt(field, field, rule);
    }

    /** Present. */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return value;
    }
}
