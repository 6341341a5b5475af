package io.signalbox.vfs.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be true of a file for a change to happen; judged where the change is decided, so nothing slips between. */
public sealed interface WriteCondition {
    /** Whatever is there. */
    record Anything() implements WriteCondition {}

    /** There is no such file. */
    record Absent() implements WriteCondition {}

    /** There is such a file. */
    record Present() implements WriteCondition {}

    /** The file holds one of these contents. */
    record Holding(Set<String> hashes) implements WriteCondition {
        public Holding {
            hashes = Set.copyOf(hashes);
        }
    }

    /** {@code hash} is what the file holds now, null without a file. */
    default boolean isMetBy(@Nullable String hash) {
        return switch (this) {
            case Anything any -> true;
            case Absent absent -> hash == null;
            case Present present -> hash != null;
            case Holding holding -> hash != null && holding.hashes().contains(hash);
        };
    }
}
