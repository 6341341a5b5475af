package io.signalbox.credential.sealing.keyring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The installation's master key: wraps every tenant's key and nothing else. Given in exactly one of three ways; refuses
 * to start when it is missing, given twice, too short, or readable by others.
 */
final class MasterKey {
    /** As the installations that used this setting before know it. */
    static final String SECRET_TOO_SHORT = "ENCRYPTION_SECRET must be at least 32 characters long";

    private static final int PASSPHRASE_CHARACTERS_MIN = 32;
    private static final int ID_CHARACTERS = 16;
    private static final Pattern HEX_KEY = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Set<PosixFilePermission> OTHERS =
            EnumSet.complementOf(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private final SecretKey wrapping;
    private final String id;

    private MasterKey(SecretKey key) {
        this.wrapping = KeyDerivation.derive(key, "wrap");
        this.id = HexFormat.of()
                .formatHex(KeyDerivation.derive(key, "id").getEncoded())
                .substring(0, ID_CHARACTERS);
    }

    static MasterKey of(SealingProperties properties) {
        long given = Stream.of(properties.masterKeyFile(), properties.passphrase(), properties.hexKey())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new IllegalStateException(
                    "Give the master key in exactly one way: signalbox.sealing.master-key-file (32 bytes in base64),"
                            + " ENCRYPTION_SECRET (at least 32 characters) or ENCRYPTION_KEY (64 hexadecimal digits);"
                            + " " + given + " are given");
        }
        return new MasterKey(key(properties));
    }

    private static SecretKey key(SealingProperties properties) {
        Path file = properties.masterKeyFile();
        if (file != null) {
            return fromFile(file);
        }
        String passphrase = properties.passphrase();
        if (passphrase != null) {
            if (passphrase.length() < PASSPHRASE_CHARACTERS_MIN) {
                throw new IllegalStateException(SECRET_TOO_SHORT);
            }
            return KeyDerivation.fromPassphrase(passphrase);
        }
        String hex = properties.hexKey();
        if (hex == null || !HEX_KEY.matcher(hex).matches()) {
            throw new IllegalStateException("ENCRYPTION_KEY must be 64 hexadecimal digits");
        }
        return KeyDerivation.key(HexFormat.of().parseHex(hex));
    }

    private static SecretKey fromFile(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalStateException(
                        "The master key " + file + " can be read by others; run: chmod 600 " + file);
            }
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length == KeyDerivation.KEY_BYTES) {
                return KeyDerivation.key(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The master key " + file + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            // Falls to the refusal below, which names the rule; the cause would quote the file.
        }
        throw new IllegalStateException("The master key " + file + " must hold 32 bytes in base64");
    }

    SecretKey wrapping() {
        return wrapping;
    }

    /** Tells master keys apart without telling anything about them. */
    String id() {
        return id;
    }

    @Override
    public String toString() {
        return "***";
    }
}
