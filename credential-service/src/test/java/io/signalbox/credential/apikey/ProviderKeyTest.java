package io.signalbox.credential.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.apikey.ProviderKeyCommand.RevokeProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.RotateProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.StoreProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.SwitchProviderKey;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRevoked;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyRotated;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeyStored;
import io.signalbox.credential.apikey.ProviderKeyEvent.ProviderKeySwitched;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.RefusedException;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class ProviderKeyTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final String ORIGIN = "https://api.openai.com";
    private static final ProviderKeyStored STORED =
            new ProviderKeyStored(ACME, ID, "ada", null, "openai", "prod", "sk-proj", ORIGIN, true, "ada", NOW);
    private static final ProviderKeyRevoked REVOKED = new ProviderKeyRevoked(ACME, ID, "ada", NOW);

    private final FixtureConfiguration<ProviderKey> key = new AggregateTestFixture<>(ProviderKey.class);

    @Test
    void a_key_is_stored() {
        key.givenNoPriorActivity()
                .when(new StoreProviderKey(
                        ACME, ID, "ada", null, "openai", "prod", "sk-proj", ORIGIN, true, "ada", NOW))
                .expectEvents(STORED);
    }

    @Test
    void the_next_version_replaces_it() {
        key.given(STORED)
                .when(new RotateProviderKey(ACME, ID, 2, "sk-next", ORIGIN, null, "ada", NOW))
                .expectEvents(new ProviderKeyRotated(ACME, ID, 2, "sk-next", ORIGIN, null, "ada", NOW));
    }

    @Test
    void of_two_rotations_at_once_one_is_refused() {
        key.given(STORED, new ProviderKeyRotated(ACME, ID, 2, "sk-next", ORIGIN, null, "ada", NOW))
                .when(new RotateProviderKey(ACME, ID, 2, "sk-last", ORIGIN, null, "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void switching_off_is_said_once() {
        key.given(STORED)
                .when(new SwitchProviderKey(ACME, ID, false, "ada", NOW))
                .expectEvents(new ProviderKeySwitched(ACME, ID, false, "ada", NOW));
    }

    @Test
    void switching_on_what_is_on_changes_nothing() {
        key.given(STORED)
                .when(new SwitchProviderKey(ACME, ID, true, "ada", NOW))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void revoking_twice_is_said_once() {
        key.given(STORED, REVOKED)
                .when(new RevokeProviderKey(ACME, ID, "ada", NOW))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_revoked_key_is_neither_rotated_nor_switched() {
        key.given(STORED, REVOKED)
                .when(new RotateProviderKey(ACME, ID, 2, "sk-next", ORIGIN, null, "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void a_hint_is_never_more_than_a_quarter_of_the_key() {
        assertThat(KeyHint.of(Secret.of("sk-proj-0123456789abcdef0123456789"))).isEqualTo("sk-proj");
        assertThat(KeyHint.of(Secret.of("abc"))).isEmpty();
    }

    @Test
    void an_origin_has_one_spelling() {
        assertThat(KeyOrigin.of("baseUrl", "HTTPS://API.OpenAI.com:443/v1")).isEqualTo(ORIGIN);
        assertThat(KeyOrigin.of("baseUrl", "http://127.0.0.1:8090/openai/v1")).isEqualTo("http://127.0.0.1:8090");
    }
}
