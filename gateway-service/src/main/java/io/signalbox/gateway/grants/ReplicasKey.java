package io.signalbox.gateway.grants;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key that every replica of this gateway has, also after a restart: for what one of them gives to a caller and another
 * must know again. Derived from the grant key, which they are given all alike; it opens nothing of what that one seals.
 */
public final class ReplicasKey {
    private static final String PURPOSE = "signalbox: what callers bring back, v1";
    private static final int BYTES = 32;

    private final byte[] bytes;

    /** For tests and for {@link #of}. */
    public ReplicasKey(byte[] bytes) {
        this.bytes = Arrays.copyOf(bytes, bytes.length);
    }

    static ReplicasKey of(GrantKey key) throws GeneralSecurityException {
        return new ReplicasKey(key.derived(PURPOSE));
    }

    /** Where there is no grant key: what is given out is known to this process and as long as it lives. */
    static ReplicasKey ofThisProcess() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ReplicasKey(bytes);
    }

    /** For whoever signs with it. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    @Override
    public String toString() {
        return "***";
    }
}
