package io.signalbox.adapter.wire;

import java.util.Random;

/** Documents nobody would think of, in every form the grammar allows. */
final class RandomJson {
    private static final String[] LETTERS = {
        "a",
        "Z",
        "0",
        " ",
        "\u00e4",
        "\u20ac",
        "\uD83D\uDE00",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0041",
        "\\ud83d\\ude00",
        "{",
        "]",
        ",",
        ":",
        "'",
        "\u007f"
    };
    private static final String[] NUMBERS = {"0", "-0", "7", "1234567890123", "-1.5", "2e10", "3.25E-4", "1e+2"};
    private static final int DEPTH_MAX = 5;

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomJson(Random random) {
        this.random = random;
    }

    String document() {
        value(0);
        space();
        return out.toString();
    }

    private void value(int depth) {
        space();
        int kind = random.nextInt(depth >= DEPTH_MAX ? 5 : 9);
        switch (kind) {
            case 0 -> out.append("true");
            case 1 -> out.append("false");
            case 2 -> out.append("null");
            case 3 -> out.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 4 -> text();
            case 5, 6 -> list(depth, false);
            default -> list(depth, true);
        }
    }

    private void list(int depth, boolean object) {
        out.append(object ? '{' : '[');
        int count = random.nextInt(4);
        for (int each = 0; each < count; each++) {
            out.append(each == 0 ? "" : ",");
            if (object) {
                space();
                text();
                space();
                out.append(':');
            }
            value(depth + 1);
            space();
        }
        space();
        out.append(object ? '}' : ']');
    }

    private void text() {
        out.append('"');
        int length = random.nextInt(random.nextInt(10) == 0 ? 60 : 6);
        for (int each = 0; each < length; each++) {
            out.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        out.append('"');
    }

    private void space() {
        while (random.nextInt(6) == 0) {
            out.append(" \n\t\r".charAt(random.nextInt(4)));
        }
    }
}
