package io.signalbox.vfs.upload;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids as OpenAI's SDKs and their users know them: a word of what it is and 32 hexadecimal digits. */
public enum ShownId {
    FILE("file-"),
    BATCH("batch_"),
    LINE("batch_req_");

    private static final Pattern DIGITS =
            Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

    private final String mark;

    ShownId(String mark) {
        this.mark = mark;
    }

    public String of(UUID id) {
        return mark + id.toString().replace("-", "");
    }

    /** The id that was shown so; empty when none was. */
    public Optional<UUID> read(String shown) {
        Matcher digits = DIGITS.matcher(shown.startsWith(mark) ? shown.substring(mark.length()) : "");
        return digits.matches() ? Optional.of(UUID.fromString(digits.replaceAll("$1-$2-$3-$4-$5"))) : Optional.empty();
    }
}
