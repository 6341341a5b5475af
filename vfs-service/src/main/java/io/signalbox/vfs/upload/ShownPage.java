package io.signalbox.vfs.upload;

import io.signalbox.kit.problem.StandardRefusal;
import java.util.UUID;

/** Which part of a list is asked for, as OpenAI's SDKs ask: newest first, {@code after} the last of the page before. */
public final class ShownPage {
    /** Most entries of one page. */
    public static final int LIMIT_MAX = 100;

    private static final UUID NEWEST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private ShownPage() {}

    /** How many are wanted; refuses what is out of range. */
    public static int limit(int asked) {
        if (asked < 1 || asked > LIMIT_MAX) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt("limit", "limit", "it is 1 to " + LIMIT_MAX);
        }
        return asked;
    }

    /** Ids of the page are below this one. */
    public static UUID before(String after, ShownId kind) {
        return after.isEmpty()
                ? NEWEST
                : kind.read(after)
                        .orElseThrow(() -> StandardRefusal.PARAMETER_INVALID.refusedAt(
                                "after", "after", "it was not given out by this list"));
    }
}
