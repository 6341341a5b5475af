package io.signalbox.simulator.conversation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wishes inside the prompt, {@code [[sim chunks=64 delay=20 cached=100]]}: gateways drop headers, prompts they forward.
 * Unknown names and numbers out of range are refused, so that a misspelt wish cannot pass for an ordinary answer.
 */
public final class Directives {
    private static final String OPENING = "[[sim";
    private static final String CLOSING = "]]";
    private static final Map<String, Integer> NUMBERS = Map.of(
            "input", 10_000_000,
            "cached", 10_000_000,
            "cache_write", 10_000_000,
            "output", 100_000,
            "reasoning", 100_000,
            "chunks", 10_000,
            "delay", 60_000,
            "first", 600_000,
            "attempt", 1_000);
    private static final Set<String> TEXTS = Set.of("fault", "on");

    private final Map<String, String> values;

    private Directives(Map<String, String> values) {
        this.values = values;
    }

    /** The directives in a text; the last of several with one name counts. */
    public static Directives in(String text) {
        int from = text.indexOf(OPENING);
        if (from < 0) {
            return new Directives(Map.of());
        }
        Map<String, String> values = new HashMap<>();
        while (from >= 0) {
            int to = text.indexOf(CLOSING, from);
            if (to < 0) {
                throw new UnclearDirectiveException("A directive is opened by '[[sim' and not closed by ']]'.");
            }
            for (String word : Words.of(text.substring(from + OPENING.length(), to), Integer.MAX_VALUE)) {
                put(values, word);
            }
            from = text.indexOf(OPENING, to);
        }
        return new Directives(values);
    }

    /** The text without its directives: what is echoed. */
    static String strip(String text) {
        int from = text.indexOf(OPENING);
        if (from < 0) {
            return text;
        }
        int to = text.indexOf(CLOSING, from);
        return to < 0
                ? text.substring(0, from)
                : strip(text.substring(0, from) + text.substring(to + CLOSING.length()));
    }

    private static void put(Map<String, String> values, String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? "" : word.substring(equals + 1);
        Integer max = NUMBERS.get(name);
        if (max != null) {
            checkNumber(name, value, max);
        } else if (!TEXTS.contains(name) || value.isEmpty()) {
            throw new UnclearDirectiveException("There is no directive '" + word + "'; known are "
                    + String.join(", ", NUMBERS.keySet().stream().sorted().toList()) + ", fault, on.");
        }
        values.put(name, value);
    }

    private static void checkNumber(String name, String value, int max) {
        boolean digits =
                !value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(value) > max) {
            throw new UnclearDirectiveException(
                    "The directive '" + name + "' takes a number from 0 to " + max + ", not '" + value + "'.");
        }
    }

    int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    boolean names(String name) {
        return values.containsKey(name);
    }

    /** The fault wished for, by its wire name. */
    public @Nullable String fault() {
        return values.get("fault");
    }

    /** Whether the fault is meant for this dialect, model and attempt: a fallback gets the same prompt and must not fail. */
    public boolean meant(String dialect, String model, @Nullable Integer attempt) {
        String on = values.get("on");
        boolean here = on == null || on.equals(dialect) || on.equals(model);
        return here && (!names("attempt") || (attempt != null && attempt == number("attempt", 0)));
    }
}
