package io.signalbox.credential.audit;

import io.signalbox.credential.sealing.SealContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/** SHA-256 over an entry and the hash of the one before: changing, dropping or inserting one breaks all that follow. */
final class ChainedHash {
    /** What the first entry of a tenant follows. */
    static final byte[] GENESIS = new byte[32];

    private ChainedHash() {}

    static byte[] of(byte[] previous, long position, AuditEntry entry) {
        List<String> fields = new ArrayList<>(List.of(
                Long.toString(position),
                entry.tenant().value(),
                entry.id().toString(),
                entry.service(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(entry.from(), ""),
                entry.at().toString()));
        new TreeMap<>(entry.detail()).forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        MessageDigest digest = sha256();
        digest.update(previous);
        return digest.digest(SealContext.lengthPrefixed(fields.toArray(String[]::new)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
