package io.signalbox.gateway.grants;

import com.fasterxml.jackson.core.type.TypeReference;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grants on disk, each sealed by itself and bound to its credential, version, origin and end: none of these can be
 * changed in the file. Written whole, exchanged by rename.
 */
final class SealedGrants {
    private static final Logger LOG = LoggerFactory.getLogger(SealedGrants.class);

    private record Entry(
            UUID credentialId,
            int version,
            String origin,
            long refreshAtMillis,
            long usableUntilMillis,
            byte[] sealed) {
        String bound() {
            return bound(credentialId, version, origin, usableUntilMillis);
        }

        static String bound(UUID credentialId, int version, String origin, long usableUntilMillis) {
            return credentialId + "|" + version + "|" + usableUntilMillis + "|" + origin;
        }
    }

    private final Path file;
    private final GrantKey key;

    SealedGrants(Path file, GrantKey key) {
        this.file = file;
        this.key = key;
    }

    void write(Collection<HeldGrant> grants) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (HeldGrant grant : grants) {
            entries.add(sealed(grant));
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(ContractJson.mapper().writeValueAsBytes(entries));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Entry sealed(HeldGrant grant) throws IOException {
        byte[] secret = grant.granted().secret().bytes();
        int version = grant.granted().version();
        String origin = grant.granted().origin();
        long usableUntil = grant.usableUntil().toEpochMilli();
        try {
            byte[] sealed = key.seal(secret, Entry.bound(grant.credentialId(), version, origin, usableUntil));
            return new Entry(
                    grant.credentialId(), version, origin, grant.refreshAt().toEpochMilli(), usableUntil, sealed);
        } catch (GeneralSecurityException e) {
            throw new IOException("a grant could not be sealed", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** What can be opened; what cannot is left out, and that is said in the log. */
    List<HeldGrant> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<HeldGrant> grants = new ArrayList<>();
        try {
            List<Entry> entries =
                    ContractJson.mapper().readValue(Files.readAllBytes(file), new TypeReference<List<Entry>>() {});
            entries.forEach(entry -> open(entry, grants));
        } catch (IOException e) {
            LOG.warn("the sealed grants in {} cannot be read: {}", file, e.toString());
        }
        return grants;
    }

    private void open(Entry entry, List<HeldGrant> grants) {
        try {
            grants.add(opened(entry));
        } catch (GeneralSecurityException e) {
            LOG.warn("the grant of credential {} cannot be opened and is fetched anew", entry.credentialId());
        }
    }

    private HeldGrant opened(Entry entry) throws GeneralSecurityException {
        byte[] secret = key.open(entry.sealed(), entry.bound());
        try {
            return new HeldGrant(
                    entry.credentialId(),
                    new GrantedSecret(Secret.of(secret), entry.version(), entry.origin()),
                    Instant.ofEpochMilli(entry.refreshAtMillis()),
                    Instant.ofEpochMilli(entry.usableUntilMillis()));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
