package io.signalbox.credential.sealing.keyring;

import io.signalbox.credential.sealing.SealContext;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys from keys and keys from words. HKDF-SHA256 (RFC 5869, one block) where the input is random already; a slow
 * PBKDF2 where a person chose it.
 */
final class KeyDerivation {
    static final int KEY_BYTES = 32;
    private static final String MAC = "HmacSHA256";
    private static final String ALGORITHM = "AES";
    private static final int PASSPHRASE_ITERATIONS = 600_000;
    private static final byte[] PASSPHRASE_SALT = "signalbox/sealing/master/v1".getBytes(StandardCharsets.UTF_8);

    private KeyDerivation() {}

    static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** An independent key for this purpose; whoever has it learns nothing of {@code parent}. */
    static SecretKey derive(SecretKey parent, String... purpose) {
        byte[] extracted = mac(new byte[KEY_BYTES], parent.getEncoded());
        byte[] info = SealContext.lengthPrefixed(purpose);
        byte[] input = Arrays.copyOf(info, info.length + 1);
        input[info.length] = 1;
        byte[] expanded = mac(extracted, input);
        Arrays.fill(extracted, (byte) 0);
        return key(expanded);
    }

    /**
     * The salt is fixed because it must be known before the database is; the length of the passphrase, not the salt, is
     * what protects it.
     */
    static SecretKey fromPassphrase(String passphrase) {
        PBEKeySpec spec =
                new PBEKeySpec(passphrase.toCharArray(), PASSPHRASE_SALT, PASSPHRASE_ITERATIONS, KEY_BYTES * 8);
        try {
            return key(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] mac(byte[] key, byte[] input) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(input);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java platform has no " + MAC, e);
        }
    }
}
