package io.signalbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.ActingAs;
import io.signalbox.kit.security.IdentityDirectory;
import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.kit.security.TokenSigner;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may call {@code /v1} as an access key without having it: one service, for that purpose, by its own signature. The
 * gateway is whole, with its real keys, and has heard of no access key: whom it believes is asked to come again (503),
 * everybody else is nobody (401).
 */
class ActingServicesTest {
    private static final ActingAs KEY = new ActingAs(new TenantId("acme"), UUID.randomUUID());
    private static final int BELIEVED = 503;
    private static final int NOBODY = 401;

    @TempDir
    static Path directory;

    private static TestGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.start(directory);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static int complete(String token) throws IOException, InterruptedException {
        return gateway.send(HttpRequest.newBuilder(gateway.uri("/v1/chat/completions"))
                        .headers("content-type", "application/json", "authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("{\"model\":\"demo\",\"messages\":[]}"))
                        .build())
                .statusCode();
    }

    private static ServiceIdentity service(String name, Path keys, Clock clock) {
        return new ServiceIdentity(name, TokenSigner.read(keys, name), clock);
    }

    private static String line(String service, Path keys, Clock clock) {
        return service(service, keys, clock).tokenActingAs(KEY);
    }

    private static Clock ago(Duration time) {
        return Clock.offset(Clock.systemUTC(), time.negated());
    }

    @Test
    void the_service_of_batches_is_believed() throws Exception {
        assertThat(complete(line("vfs", gateway.identity(), Clock.systemUTC()))).isEqualTo(BELIEVED);
    }

    @Test
    void no_other_service_is() throws Exception {
        assertThat(complete(line("gateway", gateway.identity(), Clock.systemUTC())))
                .isEqualTo(NOBODY);
        assertThat(complete(line("credential", gateway.identity(), Clock.systemUTC())))
                .isEqualTo(NOBODY);
    }

    @Test
    void nor_is_its_ordinary_token_nor_a_users() throws Exception {
        assertThat(complete(
                        service("vfs", gateway.identity(), Clock.systemUTC()).token()))
                .isEqualTo(NOBODY);
        assertThat(complete(gateway.token("acme", "administrator"))).isEqualTo(NOBODY);
    }

    @Test
    void nor_is_a_token_whose_minute_is_over() throws Exception {
        assertThat(complete(line("vfs", gateway.identity(), ago(Duration.ofMinutes(3)))))
                .isEqualTo(NOBODY);
    }

    @Test
    void nor_is_one_of_another_installation_nor_an_unsigned_one(@TempDir Path elsewhere) throws Exception {
        IdentityDirectory.create(elsewhere.resolve("identity"), List.of("vfs"));
        String unsigned = new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer("signalbox:service:vfs")
                        .audience("signalbox:v1")
                        .claim("tenant", "acme")
                        .claim("access_key", KEY.accessKeyId().toString())
                        .build())
                .serialize();

        assertThat(complete(line("vfs", elsewhere.resolve("identity"), Clock.systemUTC())))
                .isEqualTo(NOBODY);
        assertThat(complete(unsigned)).isEqualTo(NOBODY);
    }

    @Test
    void what_opens_completions_opens_nothing_else() throws Exception {
        String token = line("vfs", gateway.identity(), Clock.systemUTC());

        HttpResponse<String> targets = gateway.get("/api/targets", token);

        assertThat(targets.statusCode()).isEqualTo(NOBODY);
    }
}
