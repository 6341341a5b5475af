package io.signalbox.credential.sealing;

/** A sealed key: useless without the tenant's key and the exact context. Still printed as nothing. */
public record Sealed(byte[] nonce, byte[] ciphertext) {
    @Override
    public String toString() {
        return "***";
    }
}
