package io.signalbox.gateway.revocation;

import static io.signalbox.gateway.snapshot.StateExamples.ACCESS_KEY;
import static io.signalbox.gateway.snapshot.StateExamples.HASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.gateway.inbox.KnownState;
import io.signalbox.gateway.owners.FakeCredentialService;
import io.signalbox.gateway.snapshot.KeyLookup;
import io.signalbox.gateway.snapshot.StateExamples;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationPollTest {
    private final FakeCredentialService credentials = new FakeCredentialService();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        credentials.close();
    }

    @Test
    void an_end_told_by_the_credential_service_is_in_force_and_survives_a_cold_start() throws Exception {
        KnownState known = KnownState.of(directory.resolve("state"), StateExamples.whole());
        Path cursor = directory.resolve("cursor");
        credentials.answers.put("/internal/revocations", """
                {"items":[{"kind":"access-key","tenant":"acme","id":"%s","secretHash":"%s","at":"2026-03-01T10:00:00Z"}],
                "cursor":"17"}""".formatted(ACCESS_KEY, HASH));
        RevocationProperties properties = new RevocationProperties(cursor, Duration.ofMillis(50));
        try (RevocationPoll poll = new RevocationPoll(credentials.calls(), known.state(), properties)) {
            poll.start();
            Await.until(() -> known.holder().current().key(HASH).equals(KeyLookup.REVOKED));
            Await.until(() -> credentials.questions.stream().anyMatch(question -> question.contains("after=17")));
        }
        assertThat(Files.readString(cursor)).isEqualTo("17");
        assertThat(KnownState.fromDisk(directory.resolve("state"))
                        .holder()
                        .current()
                        .key(HASH))
                .isEqualTo(KeyLookup.REVOKED);
    }

    @Test
    void a_key_not_heard_of_yet_is_looked_up_once() throws JsonProcessingException {
        AskedKey asked = new AskedKey(credentials.calls());
        String path = "/internal/access-keys/by-hash/" + HASH;
        credentials.answers.put(
                path, ContractJson.mapper().writeValueAsString(StateExamples.issued(List.of(), List.of())));
        assertThat(asked.lookUp(HASH).block())
                .isInstanceOfSatisfying(
                        KeyLookup.Known.class,
                        known -> assertThat(known.key().id()).isEqualTo(ACCESS_KEY));

        credentials.answers.put(path, "");
        assertThat(asked.lookUp(HASH).block()).isEqualTo(KeyLookup.UNKNOWN);

        credentials.answers.remove(path);
        assertThatThrownBy(() -> asked.lookUp(HASH).block()).isInstanceOf(RuntimeException.class);
    }
}
