package io.signalbox.credential.accesskey;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.accesskey.AccessKeyCommand.ChangeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.IssueAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.RevokeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyChanged;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyIssued;
import io.signalbox.credential.accesskey.AccessKeyEvent.AccessKeyRevoked;
import io.signalbox.kit.problem.RefusedException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessKeyTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final AccessKeyIssued ISSUED =
            new AccessKeyIssued(ACME, ID, null, "grace", "hash", "sbx_12345678", terms("app", null), "ada", NOW);
    private static final AccessKeyRevoked REVOKED = new AccessKeyRevoked(ACME, ID, "hash", "ada", NOW);

    private final FixtureConfiguration<AccessKey> key = new AggregateTestFixture<>(AccessKey.class);

    @Test
    void a_key_is_issued() {
        key.givenNoPriorActivity()
                .when(new IssueAccessKey(
                        ACME, ID, null, "grace", "hash", "sbx_12345678", terms("app", null), "ada", NOW))
                .expectEvents(ISSUED);
    }

    @Test
    void a_key_that_has_ended_already_is_not_issued() {
        key.givenNoPriorActivity()
                .when(new IssueAccessKey(ACME, ID, null, null, "hash", "sbx_12345678", terms("app", NOW), "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void new_terms_are_taken() {
        key.given(ISSUED)
                .when(new ChangeAccessKey(ACME, ID, terms("other", null), "ada", NOW))
                .expectEvents(new AccessKeyChanged(ACME, ID, terms("other", null), "ada", NOW));
    }

    @Test
    void the_same_terms_change_nothing() {
        key.given(ISSUED)
                .when(new ChangeAccessKey(ACME, ID, terms("app", null), "ada", NOW))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void an_expired_key_may_still_be_renamed() {
        Instant end = NOW.minusSeconds(1);
        key.given(ISSUED, new AccessKeyChanged(ACME, ID, terms("app", end), "ada", NOW.minus(Duration.ofDays(1))))
                .when(new ChangeAccessKey(ACME, ID, terms("late", end), "ada", NOW))
                .expectEvents(new AccessKeyChanged(ACME, ID, terms("late", end), "ada", NOW));
    }

    @Test
    void revoking_says_the_hash_once() {
        key.given(ISSUED).when(new RevokeAccessKey(ACME, ID, "ada", NOW)).expectEvents(REVOKED);
    }

    @Test
    void revoking_again_changes_nothing() {
        key.given(ISSUED, REVOKED)
                .when(new RevokeAccessKey(ACME, ID, "ada", NOW))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_revoked_key_stays_revoked() {
        key.given(ISSUED, REVOKED)
                .when(new ChangeAccessKey(ACME, ID, terms("back", null), "ada", NOW))
                .expectException(RefusedException.class);
    }

    @Test
    void the_text_of_a_key_carries_a_checksum_of_everything_before_it() {
        String text = AccessKeySecret.generate(new SecureRandom()).reveal();
        assertThat(text).hasSize(4 + 43 + 6);
        assertThat(AccessKeySecret.checksum(text.substring(0, 47))).isEqualTo(text.substring(47));
        // CRC-32 of "123456789" is cbf43926 in every table of check values.
        assertThat(AccessKeySecret.checksum("123456789")).isEqualTo("3jZRME");
    }

    private static AccessKeyTerms terms(String name, @Nullable Instant expiresAt) {
        return new AccessKeyTerms(name, List.of(), List.of(), null, Map.of(), true, expiresAt);
    }
}
