package io.signalbox.kit.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do. {@link #SERVICE} is never given to a person: only a service's own token carries it. */
public enum Role {
    ADMINISTRATOR,
    DEVELOPER,
    FINANCE,
    OPERATOR,
    AUDITOR,
    SERVICE;

    /** The word used in tokens and bodies. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word in a token; words of other systems are not ours and grant nothing. */
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
