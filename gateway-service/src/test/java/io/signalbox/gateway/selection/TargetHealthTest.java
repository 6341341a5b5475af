package io.signalbox.gateway.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.snapshot.RoutePlanNode;
import io.signalbox.gateway.snapshot.RoutePlanNode.Priority;
import io.signalbox.gateway.snapshot.RoutePlanNode.Share;
import io.signalbox.gateway.snapshot.RoutePlanNode.Weighted;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.snapshot.Unavailability;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.pricing.PriceList;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom a replica leaves alone, for how long, and who is tried first. */
class TargetHealthTest {
    private static final UUID KEY = new UUID(0, 9);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Map<UUID, Integer> refused = new HashMap<>();
    private final TargetHealth health = new TargetHealth(now::get, new Grants() {
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
    void what_the_configuration_rules_out_is_no_candidate() {
        RoutePlanNode plan = new Priority(List.of(target(2, Unavailability.MODEL_GONE), target, target(3, null)));

        List<Target> order = TargetOrder.of(plan, new Random(1));

        assertThat(order).extracting(Target::configurationName).containsExactly("main1", "main3");
    }

    @Test
    void traffic_is_shared_by_weight_and_what_fails_falls_to_the_others_by_weight() {
        RoutePlanNode plan = new Weighted(
                List.of(new Share(6, target(1, null)), new Share(3, target(2, null)), new Share(1, target(3, null))));
        Random random = new Random(7);
        Map<String, Integer> firsts = new HashMap<>();
        Map<String, Integer> seconds = new HashMap<>();

        for (int each = 0; each < 10_000; each++) {
            List<Target> order = TargetOrder.of(plan, random);
            firsts.merge(order.get(0).configurationName(), 1, Integer::sum);
            if (order.get(0).configurationName().equals("main1")) {
                seconds.merge(order.get(1).configurationName(), 1, Integer::sum);
            }
        }

        assertThat(firsts.get("main1")).isBetween(5_800, 6_200);
        assertThat(firsts.get("main2")).isBetween(2_800, 3_200);
        assertThat(seconds.getOrDefault("main2", 0)).isBetween(4_300, 4_700);
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
