package io.signalbox.gateway.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.snapshot.Unavailability;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.pricing.PriceList;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a replica leaves alone, for how long, and who is tried first. */
class TargetHealthTest {
    private static final UUID KEY = new UUID(0, 9);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final Map<UUID, Integer> refused = new HashMap<>();
    private final TargetHealth health = new TargetHealth(now::get, nanos::get, new Grants() {
        @Override
        public @Nullable GrantedSecret current(UUID credentialId) {
            return null;
        }

        @Override
        public void refused(UUID credentialId, int version) {
            refused.put(credentialId, version);
        }
    });
    private final Target target = target(1, null);

    private static Target target(long id, @Nullable Unavailability unavailable) {
        return new Target(
                new TenantId("acme"),
                new UUID(0, id),
                "main" + id,
                "openai",
                "small",
                null,
                KEY,
                3,
                null,
                PriceList.EMPTY,
                unavailable);
    }

    private void fail(FailureKind kind, @Nullable Duration retryAfter) {
        assertThat(health.permits(target)).isTrue();
        health.failed(target, new Failure(kind, 500, "no", null, retryAfter), 1_000, 3);
    }

    private State state() {
        return health.of(target.configurationId(), target.model()).state();
    }

    @Test
    void a_target_that_keeps_failing_is_left_alone() {
        for (int each = 0; each < 10; each++) {
            fail(FailureKind.PROVIDER_ERROR, null);
        }

        assertThat(health.permits(target)).isFalse();
        assertThat(state()).isEqualTo(State.OPEN);
    }

    @Test
    void failures_that_are_the_requests_own_are_held_against_nobody() {
        for (int each = 0; each < 100; each++) {
            fail(FailureKind.INVALID_REQUEST, null);
        }

        assertThat(health.permits(target)).isTrue();
    }

    @Test
    void a_limit_is_respected_until_the_moment_it_named() {
        fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(7));

        now.updateAndGet(time -> time.plusMillis(6_999));
        boolean before = health.permits(target);
        State during = state();
        now.updateAndGet(time -> time.plusMillis(1));
        boolean after = health.permits(target);

        assertThat(before).isFalse();
        assertThat(during).isEqualTo(State.COOLING_DOWN);
        assertThat(after).isTrue();
    }

    @Test
    void a_refused_key_is_reported_and_remembered_in_that_version_only() {
        fail(FailureKind.CREDENTIAL_REFUSED, null);

        assertThat(refused).containsEntry(KEY, 3);
        assertThat(health.isRefused(KEY, 3)).isTrue();
        assertThat(health.isRefused(KEY, 4)).isFalse();
    }

    @Test
    void what_a_target_needs_is_expected_of_it_and_more_while_more_is_on_its_way() {
        assertThat(health.permits(target)).isTrue();
        health.answered(target, 1_000_000, 9_000_000);
        assertThat(health.expectedNanos(target)).isEqualTo(1_000_000);

        assertThat(health.permits(target)).isTrue();

        assertThat(health.onTheWay(target)).isEqualTo(1);
        assertThat(health.expectedNanos(target)).isEqualTo(2_000_000);
    }

    @Test
    void a_slow_answer_counts_at_once_and_is_forgotten_with_time() {
        answered(1_000_000);
        answered(500_000_000);
        assertThat(health.expectedNanos(target)).isEqualTo(500_000_000);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));

        assertThat(health.expectedNanos(target)).isLessThan(2_000_000);
    }

    @Test
    void whatever_becomes_of_a_call_it_is_not_on_its_way_any_more() {
        answered(1);
        fail(FailureKind.PROVIDER_ERROR, null);
        fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(1));
        now.updateAndGet(time -> time.plusSeconds(2));
        assertThat(health.permits(target)).isTrue();
        health.released(target);

        assertThat(health.onTheWay(target)).isZero();
    }

    private void answered(long firstNanos) {
        assertThat(health.permits(target)).isTrue();
        health.answered(target, firstNanos, firstNanos);
    }

    @Test
    void the_process_asks_again_for_a_fifth_of_its_requests_and_a_few_more() {
        RetryBudget budget = new RetryBudget();
        int atStart = 0;
        while (budget.withdraw()) {
            atStart++;
        }
        for (int each = 0; each < 50; each++) {
            budget.deposit();
        }
        int earned = 0;
        while (budget.withdraw()) {
            earned++;
        }

        assertThat(atStart).isEqualTo(10);
        assertThat(earned).isEqualTo(10);
    }

    @Test
    void waiting_grows_with_failures_and_never_outlasts_what_a_caller_can_bear() {
        Random random = new Random(3);

        long first = Backoff.nanos(1, null, random);
        long late = Backoff.nanos(30, null, random);

        assertThat(Duration.ofNanos(first)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(Duration.ofNanos(late)).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
        assertThat(Backoff.nanos(1, Duration.ofSeconds(10), random))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(Backoff.nanos(1, Duration.ofMillis(10_001), random)).isNegative();
    }
}
