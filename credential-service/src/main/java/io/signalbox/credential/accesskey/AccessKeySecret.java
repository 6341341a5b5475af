package io.signalbox.credential.accesskey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The text of an access key: {@code sbx_}, 256 random bits, and a checksum by which a mistyped or invented key is
 * recognised without asking anybody. Only its SHA-256 is ever stored; random bits need no salt.
 */
final class AccessKeySecret {
    static final String MARK = "sbx_";
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_CHARACTERS = 12;
    private static final int CHECKSUM_CHARACTERS = 6;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String text;

    private AccessKeySecret(String text) {
        this.text = text;
    }

    static AccessKeySecret generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String body = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new AccessKeySecret(body + checksum(body));
    }

    /** CRC-32 of the ASCII text, base 62, zero padded. */
    static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_CHARACTERS];
        long rest = crc.getValue();
        for (int at = CHECKSUM_CHARACTERS - 1; at >= 0; at--) {
            digits[at] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }

    /** Shown once, to whoever issued it. */
    String reveal() {
        return text;
    }

    /** Lower-case hexadecimal SHA-256 of the whole text. */
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The recognisable beginning, for lists and logs. */
    String prefix() {
        return text.substring(0, PREFIX_CHARACTERS);
    }

    @Override
    public String toString() {
        return "***";
    }
}
