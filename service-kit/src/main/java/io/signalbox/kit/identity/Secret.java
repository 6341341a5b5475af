package io.signalbox.kit.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Something nobody may read by accident: prints and serialises as {@code ***}, compares in constant time, can be
 * erased. Sending it anywhere takes an explicit {@link #reveal()}, which is what a review looks for.
 */
public final class Secret {
    private static final String MASK = "***";

    private final byte[] content;
    private boolean erased;

    private Secret(byte[] content) {
        this.content = content;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy is kept; the caller erases its own. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** The content as text. Never log, store or put it into an exception. */
    public String reveal() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** A copy of the content; erase it after use. */
    public synchronized byte[] bytes() {
        if (erased) {
            throw new IllegalStateException("this secret was erased");
        }
        return content.clone();
    }

    public synchronized boolean isEmpty() {
        return content.length == 0;
    }

    /** Overwrites the content; every later use fails. */
    public synchronized void erase() {
        Arrays.fill(content, (byte) 0);
        erased = true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @JsonValue
    @Override
    public String toString() {
        return MASK;
    }
}
