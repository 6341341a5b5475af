package io.signalbox.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files by which the services of one installation know each other: {@code jwks.json} with everybody's public key,
 * and one {@code <service>.jwk} each, readable by its owner only. Whoever sets an installation up creates it.
 */
public final class IdentityDirectory {
    /** File with the public keys. */
    public static final String PUBLIC_KEYS = "jwks.json";

    private IdentityDirectory() {}

    /** Makes what is missing and keeps what is there, so that tokens stay valid over a restart. */
    public static void create(Path directory, List<String> services) throws IOException {
        Files.createDirectories(directory);
        List<JWK> keys = new ArrayList<>();
        for (String service : services) {
            Path file = directory.resolve(service + ".jwk");
            if (!Files.exists(file)) {
                writePrivately(file, generate(service).toJSONString());
            }
            keys.add(parse(file).toPublicJWK());
        }
        Path fresh = directory.resolve(PUBLIC_KEYS + ".new");
        Files.writeString(fresh, new JWKSet(keys).toString());
        Files.move(fresh, directory.resolve(PUBLIC_KEYS), StandardCopyOption.REPLACE_EXISTING);
    }

    private static ECKey parse(Path file) throws IOException {
        try {
            return ECKey.parse(Files.readString(file));
        } catch (ParseException e) {
            throw new IOException(file + " is not a JSON web key");
        }
    }

    private static ECKey generate(String name) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(name)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java platform cannot make P-256 keys", e);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
        }
    }
}
