package io.signalbox.quickstart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Makes, once, every secret this installation needs. Each is random and lies in a file only its owner reads. */
final class Secrets {
    private static final List<String> ISSUERS = List.of("gateway", "provider", "catalog", "credential", "usage", "vfs");

    private final Home home;
    private final SecureRandom random = new SecureRandom();

    Secrets(Home home) {
        this.home = home;
    }

    /** A random hexadecimal text, the same at every call. */
    String text(String name) {
        return once(home.secret(name), () -> HexFormat.of().formatHex(bytes(24)));
    }

    /** A file holding a random 256-bit key in base64. */
    Path keyFile(String name) {
        Path file = home.secret(name);
        once(file, () -> Base64.getEncoder().encodeToString(bytes(32)));
        return file;
    }

    /** The keys every service proves itself with, and the public halves every service checks against. */
    Path identities() {
        Path directory = home.identity();
        if (Files.exists(directory.resolve("jwks.json"))) {
            return directory;
        }
        List<JWK> publicKeys = new ArrayList<>();
        for (String issuer : ISSUERS) {
            ECKey key = key(issuer);
            write(directory.resolve(issuer + ".jwk"), key.toJSONString());
            publicKeys.add(key.toPublicJWK());
        }
        write(directory.resolve("jwks.json"), new JWKSet(publicKeys).toString());
        return directory;
    }

    private static ECKey key(String issuer) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(issuer).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no P-256 keys", e);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String once(Path file, java.util.function.Supplier<String> make) {
        if (!Files.exists(file)) {
            write(file, make.get());
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written beside and moved, so that an interrupted start leaves no half secret. */
    static void write(Path file, String content) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, content);
            Files.move(part, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
