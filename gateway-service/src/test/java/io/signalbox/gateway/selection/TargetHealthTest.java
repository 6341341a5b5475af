package io.signalbox.gateway.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.health.HealthRules;
import io.signalbox.gateway.health.KeyState;
import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.kit.identity.Secret;
import io.signalbox.pricing.PriceList;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whom a replica leaves alone, for how long, and how it finds out that it may go on. */
class TargetHealthTest {
    private static final UUID KEY = new UUID(0, 9);
    private static final UUID SECOND = new UUID(0, 10);
    private static final HealthRules RULES = HealthRules.DEFAULT;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(1);
    private final Map<UUID, Integer> refused = new HashMap<>();
    private final List<String> changes = new ArrayList<>();
    private int version = 3;
    private final TargetHealth health = new TargetHealth(
            RULES,
            now::get,
            nanos::get,
            new Grants() {
                @Override
                public GrantedSecret current(UUID credentialId) {
                    return new GrantedSecret(Secret.of("sk"), version, "http://x");
                }

                @Override
                public void refused(UUID credentialId, int version) {
                    refused.put(credentialId, version);
                }
            },
            (target, credentialId, change, reason) -> changes.add(change + (reason == null ? "" : " " + reason)));
    private final Target target = target(1, key(KEY));

    private static Target.Key key(UUID id) {
        return new Target.Key(id, 3, "main", "sk-");
    }

    private static Target target(long id, Target.Key... keys) {
        Target.Call call = new Target.Call(
                Adapters.load().named("openai").orElseThrow(),
                new Connection(URI.create("http://x/v1"), Map.of(), Map.of()),
                "http://x",
                "authorization",
                "Bearer ",
                true,
                Map.of(),
                Set.of(),
                Set.of());
        return new Target(
                new TenantId("acme"),
                new UUID(0, id),
                "main" + id,
                "openai",
                "small",
                call,
                List.of(keys),
                null,
                PriceList.EMPTY,
                null);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
        nanos.addAndGet(time.toNanos());
    }

    private Permit permit() {
        return Objects.requireNonNull(health.permit(target, true));
    }

    private void fail(FailureKind kind, @Nullable Duration retryAfter) {
        fail(permit(), kind, retryAfter);
    }

    private void fail(Permit permit, FailureKind kind, @Nullable Duration retryAfter) {
        health.failed(permit, new Failure(kind, 500, "no", null, retryAfter), false);
    }

    private void putOut(FailureKind kind) {
        for (int each = 0; each < RULES.failuresInARow(); each++) {
            fail(kind, null);
        }
    }

    private State state() {
        return health.of(target).state();
    }

    @Nested
    class A_target_that_fails {
        @Test
        void is_out_after_some_failures_in_a_row() {
            for (int each = 1; each < RULES.failuresInARow(); each++) {
                fail(FailureKind.PROVIDER_ERROR, null);
            }
            State before = state();

            fail(FailureKind.PROVIDER_ERROR, null);

            assertThat(before).isEqualTo(State.CLOSED);
            assertThat(state()).isEqualTo(State.OPEN);
            assertThat(health.permit(target, true)).isNull();
            assertThat(changes).containsExactly("OUT PROVIDER_ERROR");
        }

        @Test
        void is_out_when_every_second_call_fails() {
            for (int each = 0; each < RULES.windowCallsLeast() / 2; each++) {
                assertThat(state()).isEqualTo(State.CLOSED);
                fail(FailureKind.PROVIDER_ERROR, null);
                answered(1);
            }
            fail(FailureKind.PROVIDER_ERROR, null);

            assertThat(state()).isEqualTo(State.OPEN);
        }

        @Test
        void is_probed_by_one_call_at_a_time_and_one_in_an_interval() {
            putOut(FailureKind.PROVIDER_ERROR);

            pass(RULES.probeInterval().minusNanos(1));
            Permit early = health.permit(target, true);
            pass(Duration.ofNanos(1));
            Permit probe = permit();
            pass(RULES.probeInterval().multipliedBy(2));
            Permit second = health.permit(target, true);
            fail(probe, FailureKind.PROVIDER_ERROR, null);
            Permit next = permit();
            fail(next, FailureKind.PROVIDER_ERROR, null);
            Permit atOnce = health.permit(target, true);

            assertThat(early).isNull();
            assertThat(probe.isProbe()).isTrue();
            assertThat(second).as("while one is on its way").isNull();
            assertThat(next.isProbe()).isTrue();
            assertThat(atOnce).as("before the next interval").isNull();
        }

        @Test
        void is_back_for_everybody_with_the_first_content_of_a_probe_however_often_it_was_out() {
            for (int time = 0; time < 20; time++) {
                putOut(FailureKind.CONNECT_FAILED);
                pass(RULES.probeInterval());
                health.began(permit());
                assertThat(state()).isEqualTo(State.CLOSED);
                assertThat(permit().isProbe()).isFalse();
            }

            assertThat(changes).hasSize(40).endsWith("OUT CONNECT_FAILED", "IN_USE");
        }

        @Test
        void is_not_put_out_again_by_calls_that_began_before_it_came_back() {
            List<Permit> hanging =
                    Stream.generate(TargetHealthTest.this::permit).limit(50).toList();
            putOut(FailureKind.FIRST_TOKEN_TIMEOUT);
            pass(RULES.probeInterval());
            health.answered(permit(), null, 1_000);

            hanging.forEach(each -> fail(each, FailureKind.FIRST_TOKEN_TIMEOUT, null));

            assertThat(state()).isEqualTo(State.CLOSED);
        }

        @Test
        void is_tried_by_whoever_has_nowhere_else_to_go_once_in_an_interval_and_waited_for() {
            putOut(FailureKind.FIRST_TOKEN_TIMEOUT);
            pass(RULES.probeInterval());

            Permit lastResort = Objects.requireNonNull(health.permit(target, false));

            assertThat(health.permit(target, false)).isNull();
            assertThat(lastResort.patienceNanos(true)).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        void is_waited_for_by_a_probe_a_few_times_as_long_as_usual() {
            health.answered(permit(), 3_000_000_000L, 9_000_000_000L);
            health.answered(permit(), null, 4_000_000_000L);
            putOut(FailureKind.FIRST_TOKEN_TIMEOUT);
            pass(RULES.probeInterval());

            Permit probe = permit();

            assertThat(probe.patienceNanos(true)).isEqualTo(9_000_000_000L);
            assertThat(probe.patienceNanos(false)).isEqualTo(12_000_000_000L);
        }

        @Test
        void is_waited_for_longer_when_probes_never_waited_long_enough() {
            putOut(FailureKind.FIRST_TOKEN_TIMEOUT);
            long first = 0;
            for (int probes = 0; probes < 33; probes++) {
                pass(RULES.probeInterval());
                Permit probe = permit();
                first = probes == 31 ? probe.patienceNanos(true) : first;
                if (probes == 32) {
                    assertThat(first).isEqualTo(RULES.probePatience().toNanos());
                    assertThat(probe.patienceNanos(true)).isEqualTo(2 * first);
                }
                fail(probe, FailureKind.FIRST_TOKEN_TIMEOUT, null);
            }
        }

        @Test
        void holds_its_probes_back_only_when_it_broke_off_after_content() {
            putOut(FailureKind.PROVIDER_ERROR);
            pass(RULES.probeInterval());
            Permit plain = permit();
            health.failed(plain, Failure.of(FailureKind.STREAM_TRUNCATED, "no"), true);
            pass(RULES.probeInterval());

            Permit careful = permit();

            assertThat(plain.holdsBack()).isFalse();
            assertThat(careful.holdsBack()).isTrue();
        }

        @Test
        void is_probed_again_when_a_probe_came_to_nothing() {
            putOut(FailureKind.PROVIDER_ERROR);
            pass(RULES.probeInterval());
            health.released(permit());
            pass(RULES.probeInterval());

            assertThat(permit().isProbe()).isTrue();
        }
    }

    @Test
    void failures_that_are_the_requests_own_are_held_against_nobody() {
        for (int each = 0; each < 100; each++) {
            fail(FailureKind.INVALID_REQUEST, null);
        }

        assertThat(permit().isProbe()).isFalse();
    }

    @Nested
    class A_key {
        @Test
        void that_ran_into_a_limit_is_left_alone_until_the_moment_that_was_named() {
            fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(7));

            pass(Duration.ofMillis(6_999));
            Permit before = health.permit(target, true);
            State during = state();
            pass(Duration.ofMillis(1));
            Permit after = health.permit(target, true);

            assertThat(before).isNull();
            assertThat(during).isEqualTo(State.COOLING_DOWN);
            assertThat(after).isNotNull();
        }

        @Test
        void whose_limit_is_over_is_tried_out_by_one_call_while_others_have_somewhere_else_to_go() {
            fail(FailureKind.RATE_LIMITED, null);
            pass(RULES.limitPause());
            Permit trial = permit();

            Permit other = health.permit(target, true);
            Permit lastResort = health.permit(target, false);
            health.began(trial);

            assertThat(other).isNull();
            assertThat(lastResort).isNotNull();
            assertThat(health.permit(target, true)).isNotNull();
        }

        @Test
        void cools_down_for_the_model_it_was_called_with_and_no_other() {
            fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(7));

            Target large = new Target(
                    target.tenant(),
                    target.configurationId(),
                    "main1",
                    "openai",
                    "large",
                    target.call(),
                    target.keys(),
                    null,
                    PriceList.EMPTY,
                    null);

            assertThat(health.isReady(target)).isFalse();
            assertThat(health.isReady(large)).isTrue();
        }

        @Test
        void with_an_empty_account_is_left_alone_for_all_models_and_somebody_is_told_once() {
            fail(FailureKind.QUOTA_EXHAUSTED, null);
            pass(RULES.accountPause());
            fail(FailureKind.QUOTA_EXHAUSTED, null);
            pass(RULES.accountPause());
            answered(1);

            assertThat(changes).containsExactly("KEY_EXHAUSTED QUOTA_EXHAUSTED", "KEY_IN_USE");
        }

        @Test
        void that_was_refused_is_reported_and_not_used_in_that_version_again() {
            fail(FailureKind.CREDENTIAL_REFUSED, null);

            Permit same = permit();
            version = 4;
            Permit newer = permit();

            assertThat(refused).containsEntry(KEY, 3);
            assertThat(same.key()).as("no key that could be used").isNull();
            assertThat(newer.key()).isNotNull();
            assertThat(changes).containsExactly("KEY_REFUSED CREDENTIAL_REFUSED");
        }
    }

    @Nested
    class Of_several_keys {
        private final Target both = target(2, key(KEY), key(SECOND));

        private UUID used() {
            Permit permit = Objects.requireNonNull(health.permit(both, true));
            health.answered(permit, null, 1);
            return Objects.requireNonNull(permit.key()).credentialId();
        }

        @Test
        void each_has_its_turn() {
            List<UUID> used = Stream.generate(this::used).limit(6).toList();

            assertThat(used).containsExactly(KEY, SECOND, KEY, SECOND, KEY, SECOND);
        }

        @Test
        void the_others_go_on_when_one_cools_down() {
            Permit limited = Objects.requireNonNull(health.permit(both, true));
            fail(limited, FailureKind.RATE_LIMITED, Duration.ofSeconds(9));

            List<UUID> during = Stream.generate(this::used).limit(4).toList();
            pass(Duration.ofSeconds(9));
            List<UUID> after = Stream.generate(this::used).limit(4).toList();

            assertThat(during).containsOnly(SECOND);
            assertThat(after).containsOnly(KEY, SECOND);
            assertThat(after).contains(KEY);
        }

        @Test
        void the_others_go_on_when_one_is_refused() {
            Permit limited = Objects.requireNonNull(health.permit(both, true));
            fail(limited, FailureKind.CREDENTIAL_REFUSED, null);

            List<UUID> after = Stream.generate(this::used).limit(4).toList();

            assertThat(after).containsOnly(SECOND);
            assertThat(health.keys(both))
                    .extracting(KeyState::use)
                    .containsExactly(KeyState.Use.REFUSED, KeyState.Use.IN_USE);
            assertThat(health.of(both).state()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void what_a_target_needs_is_expected_of_it_and_more_while_more_is_on_its_way() {
        health.answered(permit(), 1_000_000L, 9_000_000);
        assertThat(health.expectedNanos(target)).isEqualTo(1_000_000);

        Permit another = permit();

        assertThat(another).isNotNull();
        assertThat(health.onTheWay(target)).isEqualTo(1);
        assertThat(health.expectedNanos(target)).isEqualTo(2_000_000);
    }

    @Test
    void a_slow_answer_counts_at_once_and_is_forgotten_with_time() {
        answered(1_000_000);
        answered(500_000_000);
        assertThat(health.expectedNanos(target)).isEqualTo(500_000_000);

        pass(Duration.ofSeconds(60));

        assertThat(health.expectedNanos(target)).isLessThan(2_000_000);
    }

    @Test
    void whatever_becomes_of_a_call_it_is_not_on_its_way_any_more() {
        answered(1);
        fail(FailureKind.PROVIDER_ERROR, null);
        fail(FailureKind.RATE_LIMITED, Duration.ofSeconds(1));
        pass(Duration.ofSeconds(2));
        health.released(permit());

        assertThat(health.onTheWay(target)).isZero();
    }

    private void answered(long firstNanos) {
        health.answered(permit(), firstNanos, firstNanos);
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
