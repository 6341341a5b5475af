package io.signalbox.credential.bootstrap;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** A file with one token, readable by its owner only, replaced in one step. */
final class TokenFile {
    private final Path path;

    TokenFile(Path path) {
        this.path = path;
    }

    /** When the token in it ends; empty when there is none. */
    Optional<Instant> expiresAt() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            SignedJWT token = SignedJWT.parse(Files.readString(path).strip());
            return Optional.ofNullable(token.getJWTClaimsSet().getExpirationTime())
                    .map(Date::toInstant);
        } catch (ParseException e) {
            // Whatever it is, it lets nobody in: it is replaced.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String token) {
        try {
            Path part = path.resolveSibling(path.getFileName() + ".part");
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, token);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the administrator's token cannot be written to " + path, e);
        }
    }
}
