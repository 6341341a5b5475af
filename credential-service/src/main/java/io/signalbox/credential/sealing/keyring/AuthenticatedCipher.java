package io.signalbox.credential.sealing.keyring;

import io.signalbox.credential.sealing.Sealed;
import io.signalbox.credential.sealing.UnopenableException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a fresh random nonce for every encryption and a full-length authentication tag. */
final class AuthenticatedCipher {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    AuthenticatedCipher(SecureRandom random) {
        this.random = random;
    }

    Sealed encrypt(SecretKey key, byte[] associated, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(nonce, run(Cipher.ENCRYPT_MODE, key, nonce, associated, plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform does not encrypt with AES-256-GCM", e);
        }
    }

    byte[] decrypt(SecretKey key, byte[] associated, Sealed sealed) {
        try {
            return run(Cipher.DECRYPT_MODE, key, sealed.nonce(), associated, sealed.ciphertext());
        } catch (AEADBadTagException e) {
            throw new UnopenableException("the authentication tag does not match: wrong key, context or content");
        } catch (GeneralSecurityException e) {
            throw new UnopenableException("the sealed content is damaged");
        }
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, byte[] associated, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(input);
    }
}
