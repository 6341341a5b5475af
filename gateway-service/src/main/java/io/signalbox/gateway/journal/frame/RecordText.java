package io.signalbox.gateway.journal.frame;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes JSON values straight into a frame. A record is written twice for every request, and through a general writer
 * that cost as much as the writes to the disk.
 */
final class RecordText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTROL_HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final String SHORT_ESCAPES = "\b\t\n\f\r\"\\";
    private static final byte[] SHORT_NAMES = "btnfr\"\\".getBytes(StandardCharsets.US_ASCII);
    private static final int REPLACEMENT = 0xFFFD;
    private static final int MILLI = 1_000_000;
    private static final int MICRO = 1_000;

    /** The text of a second, of which many instants in a row are. */
    private record Second(long epochSecond, byte[] text) {}

    private volatile Second second = new Second(Long.MIN_VALUE, new byte[0]);

    /** A quoted text of at most so many characters, cut between characters; what JSON cannot hold becomes U+FFFD. */
    void text(FrameBuffer out, String text, int max) {
        out.write('"');
        int end = text.length() <= max ? text.length() : cut(text, max);
        for (int at = 0; at < end; at++) {
            char one = text.charAt(at);
            if (one < 0x80 && one >= ' ' && one != '"' && one != '\\') {
                out.write(one);
            } else if (one < 0x80 && one != 0) {
                escape(out, one);
            } else {
                int point = text.codePointAt(at);
                at += Character.charCount(point) - 1;
                boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
                utf8(out, point == 0 || half ? REPLACEMENT : point);
            }
        }
        out.write('"');
    }

    private static int cut(String text, int max) {
        return Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    }

    private static void escape(FrameBuffer out, char one) {
        int known = SHORT_ESCAPES.indexOf(one);
        out.write('\\');
        if (known >= 0) {
            out.write(SHORT_NAMES[known]);
        } else {
            out.write('u');
            out.write('0');
            out.write('0');
            out.write(CONTROL_HEX[one >>> 4]);
            out.write(CONTROL_HEX[one & 0xF]);
        }
    }

    private static void utf8(FrameBuffer out, int point) {
        if (point < 0x800) {
            out.write(0xC0 | (point >>> 6));
        } else if (point < 0x10000) {
            out.write(0xE0 | (point >>> 12));
            out.write(0x80 | ((point >>> 6) & 0x3F));
        } else {
            out.write(0xF0 | (point >>> 18));
            out.write(0x80 | ((point >>> 12) & 0x3F));
            out.write(0x80 | ((point >>> 6) & 0x3F));
        }
        out.write(0x80 | (point & 0x3F));
    }

    void id(FrameBuffer out, UUID id) {
        out.write('"');
        hex(out, id.getMostSignificantBits() >>> 32, 8);
        out.write('-');
        hex(out, id.getMostSignificantBits() >>> 16, 4);
        out.write('-');
        hex(out, id.getMostSignificantBits(), 4);
        out.write('-');
        hex(out, id.getLeastSignificantBits() >>> 48, 4);
        out.write('-');
        hex(out, id.getLeastSignificantBits(), 12);
        out.write('"');
    }

    private static void hex(FrameBuffer out, long bits, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.write(HEX[(int) (bits >>> shift) & 0xF]);
        }
    }

    void number(FrameBuffer out, long number) {
        digits(out, number, 1);
    }

    /** As {@link Instant#toString} writes it: no fraction, or one of three, six or nine digits. */
    void instant(FrameBuffer out, Instant instant) {
        Second known = second;
        if (known.epochSecond() != instant.getEpochSecond()) {
            String text = Instant.ofEpochSecond(instant.getEpochSecond()).toString();
            byte[] bytes = text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
            known = new Second(instant.getEpochSecond(), bytes);
            second = known;
        }
        out.write('"');
        out.write(known.text(), 0, known.text().length);
        int nanos = instant.getNano();
        if (nanos != 0) {
            out.write('.');
            if (nanos % MILLI == 0) {
                digits(out, nanos / MILLI, 3);
            } else if (nanos % MICRO == 0) {
                digits(out, nanos / MICRO, 6);
            } else {
                digits(out, nanos, 9);
            }
        }
        out.write('Z');
        out.write('"');
    }

    private static void digits(FrameBuffer out, long number, int least) {
        long rest = number;
        if (rest < 0) {
            byte[] text = Long.toString(rest).getBytes(StandardCharsets.US_ASCII);
            out.write(text, 0, text.length);
            return;
        }
        long power = 1;
        for (int count = 1; count < least || rest / power > 9; count++) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            out.write((int) ('0' + (rest / power) % 10));
        }
    }
}
