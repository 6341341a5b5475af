package io.signalbox.gateway.grants;

import static io.signalbox.gateway.snapshot.StateExamples.ACME;
import static io.signalbox.gateway.snapshot.StateExamples.CREDENTIAL;
import static io.signalbox.gateway.snapshot.StateExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.credential.CredentialEvent.CredentialRevoked;
import io.signalbox.gateway.owners.FakeCredentialService;
import io.signalbox.gateway.snapshot.Records;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.StateExamples;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantFetchTest {
    private static final String CANARY = "sk-canary-1234567890";

    private final FakeCredentialService credentials = new FakeCredentialService();
    private final MutableClock clock = new MutableClock(NOW);
    private final SnapshotHolder snapshots = new SnapshotHolder();
    private final Records records = new Records();
    private final SnapshotCompiler compiler = new SnapshotCompiler(Adapters.load());
    private long sequence;

    @TempDir
    Path directory;

    @BeforeEach
    void makeKey() throws IOException {
        writeKey("grant.key", 1);
    }

    @AfterEach
    void stop() {
        credentials.close();
    }

    @Test
    void a_key_is_here_before_anybody_asks_for_it() throws IOException {
        grantVersion(1);
        HeldGrants grants = held("grant.key");
        try (GrantFetch fetch = fetching(grants)) {
            know(StateExamples.whole());

            Await.until(() -> grants.current(CREDENTIAL) != null);
            assertThat(grants.current(CREDENTIAL)).satisfies(granted -> {
                assertThat(granted.secret().reveal()).isEqualTo(CANARY + 1);
                assertThat(granted.version()).isEqualTo(1);
                assertThat(granted.origin()).isEqualTo("https://api.example.com");
            });
            assertThat(credentials.questions)
                    .contains("POST /internal/grants {\"credentials\":[{\"tenant\":\"acme\",\"credentialId\":\""
                            + CREDENTIAL + "\"}]}");
            assertThat(fetch.failures()).isZero();
        }
    }

    @Test
    void what_rests_on_disk_is_sealed_and_serves_a_cold_start_without_the_credential_service() throws IOException {
        fetchOnce();

        assertThat(Files.readString(directory.resolve("grants"))).doesNotContain("canary", CANARY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("grants"))))
                .isEqualTo("rw-------");
        assertThat(held("grant.key").current(CREDENTIAL))
                .satisfies(granted -> assertThat(granted.secret().reveal()).isEqualTo(CANARY + 1));
    }

    @Test
    void another_grant_key_or_another_origin_in_the_file_opens_nothing() throws IOException {
        fetchOnce();
        writeKey("other.key", 2);
        assertThat(held("other.key").current(CREDENTIAL)).isNull();

        Path file = directory.resolve("grants");
        Files.writeString(file, Files.readString(file).replace("api.example.com", "evil.example.com"));
        assertThat(held("grant.key").current(CREDENTIAL)).isNull();
    }

    @Test
    void while_the_credential_service_is_away_a_key_is_used_to_its_end_and_not_longer() throws IOException {
        fetchOnce();
        HeldGrants grants = held("grant.key");
        credentials.answers.clear();
        try (GrantFetch fetch = fetching(grants)) {
            know(StateExamples.whole());
            clock.advance(Duration.ofSeconds(301));
            know(List.of());
            Await.until(() -> fetch.failures() > 0);
            assertThat(grants.current(CREDENTIAL)).isNotNull();

            clock.advance(Duration.ofSeconds(86_400 - 301).minusMillis(1));
            assertThat(grants.current(CREDENTIAL)).isNotNull();
            clock.advance(Duration.ofMillis(1));
            assertThat(grants.current(CREDENTIAL)).isNull();
        }
    }

    @Test
    void a_revoked_key_is_out_of_use_and_off_the_disk() throws IOException {
        grantVersion(1);
        HeldGrants grants = held("grant.key");
        try (GrantFetch fetch = fetching(grants)) {
            know(StateExamples.whole());
            Await.until(() -> grants.current(CREDENTIAL) != null);

            know(List.of(new CredentialRevoked(ACME, CREDENTIAL, NOW)));

            Await.until(() -> grants.current(CREDENTIAL) == null);
            assertThat(fetch.failures()).isZero();
        }
        assertThat(held("grant.key").all()).isEmpty();
    }

    @Test
    void a_newer_version_replaces_the_older_one() throws IOException {
        grantVersion(1);
        HeldGrants grants = held("grant.key");
        try (GrantFetch fetch = fetching(grants)) {
            know(StateExamples.whole());
            Await.until(() -> version(grants) == 1);

            grantVersion(2);
            know(List.of(StateExamples.sealed(2, "https://api.example.com")));

            Await.until(() -> version(grants) == 2);
            assertThat(fetch.failures()).isZero();
        }
    }

    @Test
    void what_the_credential_service_no_longer_has_is_erased() throws IOException {
        fetchOnce();
        HeldGrants grants = held("grant.key");
        credentials.answers.put("/internal/grants", "{\"grants\":[],\"missing\":[\"" + CREDENTIAL + "\"]}");
        clock.advance(Duration.ofSeconds(301));
        try (GrantFetch fetch = fetching(grants)) {
            know(StateExamples.whole());

            Await.until(() -> grants.current(CREDENTIAL) == null);
            assertThat(fetch.failures()).isZero();
        }
    }

    @Test
    void a_grant_key_that_others_can_read_is_refused() throws IOException {
        Path key = directory.resolve("grant.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> GrantKey.read(key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0600");
    }

    private void fetchOnce() throws IOException {
        grantVersion(1);
        HeldGrants grants = held("grant.key");
        try (GrantFetch fetch = fetching(grants)) {
            know(StateExamples.whole());
            Await.until(() -> grants.current(CREDENTIAL) != null);
            assertThat(fetch.failures()).isZero();
        }
    }

    private static int version(HeldGrants grants) {
        GrantedSecret granted = grants.current(CREDENTIAL);
        return granted == null ? 0 : granted.version();
    }

    private void grantVersion(int version) {
        credentials.answers.put("/internal/grants", """
                {"grants":[{"credentialId":"%s","version":%d,"origin":"https://api.example.com","secret":"%s",
                "refreshAfterSeconds":300,"usableForSeconds":86400}],"missing":[]}""".formatted(CREDENTIAL, version, CANARY + version));
    }

    private HeldGrants held(String key) throws IOException {
        return new HeldGrants(
                new SealedGrants(directory.resolve("grants"), GrantKey.read(directory.resolve(key))), clock);
    }

    private GrantFetch fetching(HeldGrants grants) {
        GrantFetch fetch = new GrantFetch(grants, credentials.calls(), snapshots, clock, Duration.ofMillis(50));
        fetch.start();
        return fetch;
    }

    private void know(List<? extends ContractEvent> events) {
        events.forEach(event -> records.accept(event, ++sequence));
        snapshots.replace(compiler.compile(records, true));
    }

    private void writeKey(String name, int content) throws IOException {
        byte[] key = new byte[32];
        key[0] = (byte) content;
        Path file = directory.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }
}
