package io.signalbox.vfs.file;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * A part of a file, both ends included.
 *
 * @param whole whether nobody asked for a part
 */
record ByteRange(long first, long last, boolean whole) {
    /**
     * The part a {@code Range} header asks for; the whole file when there is none, when it is not understood (RFC 9110
     * lets it be ignored) or names several parts. Empty when the file has no such part.
     */
    static Optional<ByteRange> of(@Nullable String header, long bytes) {
        List<HttpRange> ranges = parse(header);
        if (ranges.size() != 1) {
            return Optional.of(new ByteRange(0, bytes - 1, true));
        }
        if (bytes == 0) {
            return Optional.empty();
        }
        long first = ranges.getFirst().getRangeStart(bytes);
        long last = ranges.getFirst().getRangeEnd(bytes);
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last, false));
    }

    private static List<HttpRange> parse(@Nullable String header) {
        try {
            return HttpRange.parseRanges(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    long length() {
        return last - first + 1;
    }

    String contentRange(long bytes) {
        return "bytes " + first + "-" + last + "/" + bytes;
    }
}
