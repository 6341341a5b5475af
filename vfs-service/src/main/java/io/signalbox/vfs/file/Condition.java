package io.signalbox.vfs.file;

import io.signalbox.vfs.session.WriteCondition;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;

/** What {@code If-Match} and {@code If-None-Match} of a change ask for. */
final class Condition {
    private static final String ANY = "*";

    private Condition() {}

    static WriteCondition of(HttpHeaders headers) {
        String match = headers.getFirst(HttpHeaders.IF_MATCH);
        String noneMatch = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
        if (match != null && noneMatch != null) {
            throw invalid("If-Match and If-None-Match together");
        }
        if (noneMatch != null) {
            if (!noneMatch.strip().equals(ANY)) {
                throw invalid("a change takes If-None-Match: * only");
            }
            return new WriteCondition.Absent();
        }
        if (match == null) {
            return new WriteCondition.Anything();
        }
        return match.strip().equals(ANY) ? new WriteCondition.Present() : new WriteCondition.Holding(tags(match));
    }

    /** Whether a reader holds that content already. */
    static boolean isKnown(HttpHeaders headers, String hash) {
        String noneMatch = headers.getFirst(HttpHeaders.IF_NONE_MATCH);
        return noneMatch != null
                && (noneMatch.strip().equals(ANY) || tags(noneMatch).contains(hash));
    }

    /** A weak tag is as good as a strong one: equal hashes are equal bytes. */
    private static Set<String> tags(String header) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .map(tag -> tag.replace("\"", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RuntimeException invalid(String why) {
        return FileRefusal.CONDITION_INVALID.refused(why);
    }
}
