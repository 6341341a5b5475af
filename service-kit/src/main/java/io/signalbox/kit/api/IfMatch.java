package io.signalbox.kit.api;

import io.signalbox.kit.problem.StandardRefusal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state a caller believes to change; a controller method takes it as a parameter. A state's tag is its version:
 * for an aggregate, the sequence of its last event.
 */
public record IfMatch(@Nullable String header) {
    private static final String ANY = "*";

    /** The {@code ETag} of a state. */
    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** Refuses with 412 when the caller names another state; a caller who names none accepts any. */
    public void check(long version) {
        if (header != null
                && !header.strip().equals(ANY)
                && Arrays.stream(header.split(",")).noneMatch(tag -> tag.strip().equals(tag(version)))) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
    }

    /** As {@link #check}, and refuses with 428 a caller who names no state. */
    public void require(long version) {
        if (header == null) {
            throw StandardRefusal.IF_MATCH_REQUIRED.refused();
        }
        check(version);
    }
}
