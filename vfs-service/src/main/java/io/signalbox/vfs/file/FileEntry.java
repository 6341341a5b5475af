package io.signalbox.vfs.file;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;

/**
 * A file as it is now.
 *
 * @param hash lower-case hexadecimal SHA-256 of its content; in quotes its {@code ETag}
 * @param version the session's count of changes when this file was last changed
 */
record FileEntry(String path, String hash, long bytes, long version, String changedBy, Instant changedAt) {
    @JsonIgnore
    String tag() {
        return "\"" + hash + "\"";
    }
}
