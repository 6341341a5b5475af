package io.signalbox.vfs.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The text of a session's token: {@code sbv_}, 256 random bits, and a checksum by which a mistyped or invented one is
 * recognised without asking anybody. Only its SHA-256 is ever stored; random bits need no salt.
 */
public final class SessionToken {
    static final String MARK = "sbv_";
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_CHARACTERS = 12;
    private static final int CHECKSUM_CHARACTERS = 8;
    private static final int LENGTH = MARK.length() + 43 + CHECKSUM_CHARACTERS;

    private final String text;

    private SessionToken(String text) {
        this.text = text;
    }

    public static SessionToken generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String body = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new SessionToken(body + checksum(body));
    }

    /** Whether that text could be a token at all. */
    static boolean isWellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith(MARK)
                && checksum(text.substring(0, LENGTH - CHECKSUM_CHARACTERS))
                        .equals(text.substring(LENGTH - CHECKSUM_CHARACTERS));
    }

    /** Lower-case hexadecimal SHA-256 of a token's whole text. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Shown once, to whoever opened the session. */
    public String reveal() {
        return text;
    }

    public String hash() {
        return hash(text);
    }

    /** The recognisable beginning, for lists and logs. */
    public String prefix() {
        return text.substring(0, PREFIX_CHARACTERS);
    }

    @Override
    public String toString() {
        return "***";
    }
}
