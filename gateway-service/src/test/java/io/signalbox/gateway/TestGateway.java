package io.signalbox.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.signalbox.kit.security.IdentityDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway on free ports, with an identity directory of its own and everything it keeps in one folder. */
public final class TestGateway implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final ConfigurableApplicationContext context;

    private TestGateway(Path directory, ConfigurableApplicationContext context) {
        this.directory = directory;
        this.context = context;
    }

    /** Starts it; {@code settings} are {@code name=value}. */
    public static TestGateway start(Path directory, String... settings) throws IOException {
        IdentityDirectory.create(directory.resolve("identity"), List.of("gateway", "credential", "vfs"));
        Path grantKey = directory.resolve("grant.key");
        if (!Files.exists(grantKey)) {
            byte[] key = new byte[32];
            Arrays.fill(key, (byte) 7);
            Files.createFile(
                    grantKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(grantKey, Base64.getEncoder().encodeToString(key));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--signalbox.kafka.bootstrap-servers=127.0.0.1:1",
                "--signalbox.identity.directory=" + directory.resolve("identity"),
                "--signalbox.gateway.directory=" + directory.resolve("kept"),
                "--signalbox.gateway.grant-key-file=" + grantKey));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new TestGateway(directory, GatewayServiceApplication.builder().run(arguments.toArray(String[]::new)));
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    /** Keys of every service, as an installation has them. */
    public Path identity() {
        return directory.resolve("identity");
    }

    /** A user's token as the credential service would mint it. */
    public String token(String tenant, String... roles) throws IOException, JOSEException, ParseException {
        ECKey key = ECKey.parse(Files.readString(directory.resolve("identity/credential.jwk")));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("credential").build(),
                new JWTClaimsSet.Builder()
                        .issuer("signalbox")
                        .subject("ada")
                        .audience("signalbox")
                        .claim("tenant", tenant)
                        .claim("roles", List.of(roles))
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
