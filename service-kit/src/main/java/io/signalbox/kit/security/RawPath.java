package io.signalbox.kit.security;

import java.util.regex.Pattern;

/**
 * Paths, still encoded, whose every character is judged by whoever answers them and not by the framework's firewall:
 * names that callers choose may hold a '%' or a ';', and a refusal of one says what is wrong with it.
 */
public record RawPath(Pattern pattern) {
    public static RawPath matching(String expression) {
        return new RawPath(Pattern.compile(expression));
    }
}
