package io.signalbox.vfs.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lies directly in a folder. Folders are there because of the files in them.
 *
 * @param files how many files a folder has, at any depth; 1 for a file
 * @param hash of files only
 * @param version of files only
 */
record FolderItem(
        String name,
        Kind kind,
        long files,
        long bytes,
        @Nullable String hash,
        @Nullable Long version,
        Instant changedAt) {
    /** What it is. */
    enum Kind {
        @JsonProperty("file")
        FILE,
        @JsonProperty("folder")
        FOLDER
    }
}
