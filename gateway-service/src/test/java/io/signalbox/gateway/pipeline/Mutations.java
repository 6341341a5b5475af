package io.signalbox.gateway.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Spoils what was right: bytes anywhere, values in the middle, fields said twice. The same seed spoils the same way. */
final class Mutations {
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "-1",
            "[]",
            "{}",
            "\"\"",
            "0e0",
            "1e400",
            "-1e-400",
            "9".repeat(400),
            "9223372036854775808",
            "1E+2147483647",
            "0x10",
            "01",
            "NaN",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"" + "a".repeat(5_000) + "\"",
            "[".repeat(500) + "]".repeat(500),
            "[".repeat(1_500),
            "{\"a\":".repeat(900) + "1" + "}".repeat(900),
            "'single'",
            "/* no */ 1");
    private static final List<byte[]> ODD_BYTES = List.of(
            new byte[] {0},
            new byte[] {(byte) 0xff, (byte) 0xfe},
            new byte[] {(byte) 0xc0, (byte) 0xaf},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
            "\r\n".getBytes(StandardCharsets.US_ASCII),
            "\"".getBytes(StandardCharsets.US_ASCII),
            "\\".getBytes(StandardCharsets.US_ASCII),
            "}".getBytes(StandardCharsets.US_ASCII));
    private static final List<String> ODD_HEADERS = List.of(
            "x-odd: " + "h".repeat(200) + "\r\n",
            "x-odd: a\r\nx-odd: b\r\n",
            "content-type: text/plain\r\n",
            "content-type: application/json; charset=utf-16\r\n",
            "x-api-key: sbx_other\r\n",
            "authorization: Basic abc\r\n",
            "accept: nothing/at-all\r\n",
            "x-request-id: ../../etc/passwd\r\n",
            "traceparent: 00-zz-zz-01\r\n",
            "tracestate: " + "a=b,".repeat(100) + "\r\n",
            "x-signalbox-attempt: -7\r\n",
            "x-signalbox-request-id: forged\r\n",
            "anthropic-version: \u00fc\r\n",
            "anthropic-beta: a,b,,c\r\n",
            "openai-organization: \t\r\n",
            "cookie: " + "c".repeat(500) + "\r\n",
            "expect: 200-maybe\r\n",
            "accept-encoding: *;q=0\r\n",
            ": empty\r\n",
            "bad name: x\r\n",
            "x-null: a\u0000b\r\n",
            "x-big: " + "b".repeat(9_000) + "\r\n");

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** From one to three things wrong with it. */
    byte[] of(byte[] right) {
        byte[] spoiled = right;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            spoiled = once(spoiled);
        }
        return spoiled;
    }

    /** None, mostly. */
    String headers() {
        return random.nextInt(3) > 0 ? "" : ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size()));
    }

    private byte[] once(byte[] right) {
        if (right.length < 2) {
            return right;
        }
        int at = random.nextInt(right.length);
        int length = Math.min(right.length - at, 1 + random.nextInt(20));
        return switch (random.nextInt(7)) {
            case 0 -> spliced(right, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(right, at, 0, ODD_BYTES.get(random.nextInt(ODD_BYTES.size())));
            case 2 -> spliced(right, at, length, new byte[0]);
            case 3 -> spliced(right, at, right.length - at, new byte[0]);
            case 4 -> spliced(right, at, 0, java.util.Arrays.copyOfRange(right, at, at + length));
            case 5 -> value(right);
            default -> spliced(right, 1, 0, "\"stream\":true,\"max_tokens\":3,".getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** Another value behind some colon. */
    private byte[] value(byte[] right) {
        String text = new String(right, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf("\":", random.nextInt(text.length()));
        if (colon < 0) {
            return right;
        }
        int from = colon + 2;
        int to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        byte[] odd = ODD_VALUES.get(random.nextInt(ODD_VALUES.size())).getBytes(StandardCharsets.UTF_8);
        return spliced(right, from, to - from, odd);
    }

    private static byte[] spliced(byte[] bytes, int at, int less, byte[] more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(more);
        out.write(bytes, at + less, bytes.length - at - less);
        return out.toByteArray();
    }
}
