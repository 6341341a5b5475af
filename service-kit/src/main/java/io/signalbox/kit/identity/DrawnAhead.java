package io.signalbox.kit.identity;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * The randomness of a {@link SecureRandom}, drawn for many ids at once: asked for each of them it costs more than all
 * else an id needs. Safe for use by several threads.
 */
public final class DrawnAhead implements RandomGenerator {
    private static final int BYTES = 4096;

    private final SecureRandom source;
    private final ByteBuffer drawn = ByteBuffer.allocate(BYTES).limit(0);

    public DrawnAhead(SecureRandom source) {
        this.source = source;
    }

    @Override
    public synchronized long nextLong() {
        if (drawn.remaining() < Long.BYTES) {
            source.nextBytes(drawn.array());
            drawn.clear();
        }
        return drawn.getLong();
    }
}
