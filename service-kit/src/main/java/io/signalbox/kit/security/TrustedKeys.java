package io.signalbox.kit.security;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public keys of all services, read again when the file changes, so that a key can be replaced without a restart. */
final class TrustedKeys {
    private static final Logger log = LoggerFactory.getLogger(TrustedKeys.class);
    private static final Duration RECHECK = Duration.ofSeconds(1);

    private record Keys(Map<String, ECKey> byId, FileTime modified, long checkedAt) {}

    private final Path file;
    private final Clock clock;
    private volatile Keys keys;

    TrustedKeys(Path directory, Clock clock) throws IOException, ParseException {
        this.file = directory.resolve(IdentityDirectory.PUBLIC_KEYS);
        this.clock = clock;
        this.keys = load();
    }

    Optional<ECKey> find(String keyId) {
        if (clock.millis() - keys.checkedAt() >= RECHECK.toMillis()) {
            recheck();
        }
        return Optional.ofNullable(keys.byId().get(keyId));
    }

    private synchronized void recheck() {
        Keys held = keys;
        try {
            keys = Files.getLastModifiedTime(file).equals(held.modified())
                    ? new Keys(held.byId(), held.modified(), clock.millis())
                    : load();
        } catch (IOException | ParseException e) {
            // Whoever was trusted stays trusted: a half-written file must not lock everybody out.
            log.warn("file={} public keys cannot be read, the last ones stay", file, e);
            keys = new Keys(held.byId(), held.modified(), clock.millis());
        }
    }

    private Keys load() throws IOException, ParseException {
        FileTime modified = Files.getLastModifiedTime(file);
        Map<String, ECKey> byId = JWKSet.parse(Files.readString(file)).getKeys().stream()
                .filter(ECKey.class::isInstance)
                .map(JWK::toECKey)
                .collect(Collectors.toUnmodifiableMap(ECKey::getKeyID, ECKey::toPublicJWK));
        return new Keys(byId, modified, clock.millis());
    }
}
