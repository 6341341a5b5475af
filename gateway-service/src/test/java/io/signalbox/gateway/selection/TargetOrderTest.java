package io.signalbox.gateway.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.Condition.Feature;
import io.signalbox.contracts.catalog.RouteNode.StickyBy;
import io.signalbox.gateway.conversation.RequestTraits;
import io.signalbox.gateway.snapshot.AccessKey;
import io.signalbox.gateway.snapshot.RoutePlanNode;
import io.signalbox.gateway.snapshot.RoutePlanNode.Canary;
import io.signalbox.gateway.snapshot.RoutePlanNode.Case;
import io.signalbox.gateway.snapshot.RoutePlanNode.Conditional;
import io.signalbox.gateway.snapshot.RoutePlanNode.Experiment;
import io.signalbox.gateway.snapshot.RoutePlanNode.LeastBusy;
import io.signalbox.gateway.snapshot.RoutePlanNode.LeastLatency;
import io.signalbox.gateway.snapshot.RoutePlanNode.LowestCost;
import io.signalbox.gateway.snapshot.RoutePlanNode.Priority;
import io.signalbox.gateway.snapshot.RoutePlanNode.RoundRobin;
import io.signalbox.gateway.snapshot.RoutePlanNode.Share;
import io.signalbox.gateway.snapshot.RoutePlanNode.Weighted;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.snapshot.Unavailability;
import io.signalbox.pricing.PriceList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is tried first, and who when that fails. */
class TargetOrderTest {
    private static final UUID PROJECT = new UUID(0, 5);
    private static final Target ONE = target("one", null);
    private static final Target TWO = target("two", null);
    private static final Target THREE = target("three", null);

    private final Random random = new Random(7);
    private final Map<String, Double> measured = new HashMap<>();
    private final Map<String, String> currencies = new HashMap<>();
    private final HttpHeaders headers = new DefaultHttpHeaders();
    private Set<Feature> features = Set.of();
    private long inputTokens = 10;

    private final Standing standing = new Standing() {
        @Override
        public double expectedNanos(Target target) {
            return measure(target);
        }

        @Override
        public int onTheWay(Target target) {
            return (int) measure(target);
        }

        @Override
        public @Nullable Money cost(Target target, long tokens) {
            Double each = measured.get(target.configurationName());
            return each == null
                    ? null
                    : new Money(
                            BigDecimal.valueOf(each).multiply(BigDecimal.valueOf(tokens)),
                            currencies.getOrDefault(target.configurationName(), "USD"));
        }

        private double measure(Target target) {
            return measured.getOrDefault(target.configurationName(), Double.POSITIVE_INFINITY);
        }
    };

    private static Target target(String name, @Nullable Unavailability unavailable) {
        return new Target(
                new TenantId("acme"),
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                "openai",
                "small",
                null,
                List.of(),
                null,
                PriceList.EMPTY,
                unavailable);
    }

    private List<String> order(RoutePlanNode plan) {
        AccessKey key = new AccessKey(
                new UUID(0, 1),
                new TenantId("acme"),
                PROJECT,
                "ada",
                List.of(),
                List.of(),
                null,
                Map.of("team", "search"),
                null);
        RequestTraits traits = new RequestTraits() {
            @Override
            public long inputTokensEstimate() {
                return inputTokens;
            }

            @Override
            public boolean uses(Feature feature) {
                return features.contains(feature);
            }
        };
        return new TargetOrder(new RoutedRequest(key, headers, traits), standing, random, Reasons.NONE)
                .of(plan).stream()
                        .map(routed -> routed.target().configurationName())
                        .toList();
    }

    /** How often each was first in so many tries. */
    private Map<String, Integer> firsts(RoutePlanNode plan, int tries) {
        Map<String, Integer> firsts = new HashMap<>();
        for (int each = 0; each < tries; each++) {
            firsts.merge(order(plan).getFirst(), 1, Integer::sum);
        }
        return firsts;
    }

    private static Condition when(
            List<UUID> projects, Map<String, String> tags, Map<String, String> headers, List<Feature> features) {
        return new Condition(projects, List.of(), tags, headers, features, null, null);
    }

    @Test
    void what_the_configuration_rules_out_is_no_candidate() {
        RoutePlanNode plan = new Priority(List.of(target("gone", Unavailability.MODEL_GONE), ONE, TWO));

        assertThat(order(plan)).containsExactly("one", "two");
    }

    @Test
    void a_target_that_stands_in_two_places_is_tried_once() {
        RoutePlanNode plan = new Priority(List.of(TWO, new RoundRobin(List.of(ONE, TWO), new AtomicInteger())));

        assertThat(order(plan)).containsExactly("two", "one");
    }

    @Test
    void traffic_is_shared_by_weight_and_what_fails_falls_to_the_others_by_weight() {
        RoutePlanNode plan = new Weighted(List.of(new Share(6, ONE), new Share(3, TWO), new Share(1, THREE)));
        Map<String, Integer> firsts = new HashMap<>();
        Map<String, Integer> seconds = new HashMap<>();

        for (int each = 0; each < 10_000; each++) {
            List<String> order = order(plan);
            firsts.merge(order.get(0), 1, Integer::sum);
            if (order.get(0).equals("one")) {
                seconds.merge(order.get(1), 1, Integer::sum);
            }
        }

        assertThat(firsts.get("one")).isBetween(5_800, 6_200);
        assertThat(firsts.get("two")).isBetween(2_800, 3_200);
        assertThat(seconds.getOrDefault("two", 0)).isBetween(4_300, 4_700);
    }

    @Test
    void a_round_robin_gives_everybody_a_turn_and_lets_those_behind_help() {
        RoutePlanNode plan = new RoundRobin(List.of(ONE, TWO, THREE), new AtomicInteger(Integer.MAX_VALUE));

        assertThat(order(plan)).containsExactly("two", "three", "one");
        assertThat(firsts(plan, 300)).isEqualTo(Map.of("one", 100, "two", 100, "three", 100));
    }

    @Test
    void of_two_the_quicker_is_first() {
        measured.putAll(Map.of("one", 9e6, "two", 2e6));

        assertThat(order(new LeastLatency(List.of(ONE, TWO)))).containsExactly("two", "one");
    }

    @Test
    void of_many_the_quicker_of_two_that_are_drawn_is_first_so_that_not_everybody_goes_to_the_quickest() {
        measured.putAll(Map.of("one", 1e6, "two", 2e6, "three", 3e6));

        Map<String, Integer> firsts = firsts(new LeastLatency(List.of(ONE, TWO, THREE)), 3_000);

        assertThat(firsts.get("one")).isBetween(1_850, 2_150);
        assertThat(firsts.get("two")).isBetween(850, 1_150);
        assertThat(firsts).doesNotContainKey("three");
    }

    @Test
    void a_target_nobody_has_measured_is_measured() {
        measured.putAll(Map.of("one", 1e6, "two", 0.0));

        assertThat(order(new LeastLatency(List.of(ONE, TWO)))).containsExactly("two", "one");
    }

    @Test
    void the_idlest_is_first_and_of_the_equally_idle_each_as_often() {
        measured.putAll(Map.of("one", 2.0, "two", 0.0, "three", 0.0));

        Map<String, Integer> firsts = firsts(new LeastBusy(List.of(ONE, TWO, THREE)), 1_000);

        assertThat(firsts.get("two")).isBetween(400, 600);
        assertThat(firsts).doesNotContainKey("one");
    }

    @Test
    void the_cheapest_is_first_and_one_without_a_price_last() {
        measured.putAll(Map.of("two", 0.002, "three", 0.001));

        assertThat(order(new LowestCost(List.of(ONE, TWO, THREE)))).containsExactly("three", "two", "one");
    }

    @Test
    void what_costs_less_in_another_currency_is_no_cheaper() {
        measured.putAll(Map.of("one", 0.002, "two", 0.001, "three", 0.003));
        currencies.put("two", "JPY");

        assertThat(order(new LowestCost(List.of(ONE, TWO, THREE)))).containsExactly("one", "three", "two");
    }

    @Test
    void a_child_that_is_a_strategy_counts_as_its_best_target_does() {
        measured.putAll(Map.of("one", 5.0, "two", 9.0, "three", 1.0));

        assertThat(order(new LowestCost(List.of(ONE, new Priority(List.of(TWO, THREE))))))
                .containsExactly("two", "three", "one");
    }

    @Test
    void a_subject_of_an_experiment_stays_where_it_belongs_and_subjects_are_shared_by_weight() {
        RoutePlanNode plan =
                new Experiment("salt", StickyBy.HEADER, "x-customer", List.of(new Share(3, ONE), new Share(1, TWO)));
        Map<String, Integer> firsts = new HashMap<>();

        for (int subject = 0; subject < 4_000; subject++) {
            headers.set("x-customer", "customer-" + subject);
            Map<String, Integer> once = firsts(plan, 3);
            assertThat(once).hasSize(1);
            once.keySet().forEach(first -> firsts.merge(first, 1, Integer::sum));
        }

        assertThat(firsts.get("one")).isBetween(2_900, 3_100);
    }

    @Test
    void two_experiments_do_not_divide_their_subjects_alike() {
        List<Share> halves = List.of(new Share(1, ONE), new Share(1, TWO));
        int alike = 0;

        for (int subject = 0; subject < 1_000; subject++) {
            headers.set("x-customer", "customer-" + subject);
            alike += order(new Experiment("a", StickyBy.HEADER, "x-customer", halves))
                            .equals(order(new Experiment("b", StickyBy.HEADER, "x-customer", halves)))
                    ? 1
                    : 0;
        }

        assertThat(alike).isBetween(430, 570);
    }

    @Test
    void an_experiment_is_sticky_by_key_or_user_and_draws_for_a_request_that_names_no_subject() {
        List<Share> halves = List.of(new Share(1, ONE), new Share(1, TWO));

        assertThat(firsts(new Experiment("s", StickyBy.ACCESS_KEY, null, halves), 50))
                .hasSize(1);
        assertThat(firsts(new Experiment("s", StickyBy.USER, null, halves), 50)).hasSize(1);
        assertThat(firsts(new Experiment("s", StickyBy.HEADER, "x-customer", halves), 50))
                .hasSize(2);
    }

    @Test
    void a_canary_gets_its_part_and_each_helps_the_other() {
        RoutePlanNode plan = new Canary(5, ONE, TWO);
        List<List<String>> orders = new ArrayList<>();

        for (int each = 0; each < 10_000; each++) {
            orders.add(order(plan));
        }

        assertThat(orders.stream().filter(List.of("two", "one")::equals).count())
                .isBetween(420L, 580L);
        assertThat(orders).containsOnly(List.of("two", "one"), List.of("one", "two"));
        assertThat(firsts(new Canary(0, ONE, TWO), 200)).isEqualTo(Map.of("one", 200));
        assertThat(firsts(new Canary(100, ONE, TWO), 200)).isEqualTo(Map.of("two", 200));
    }

    @Test
    void the_first_case_that_holds_is_taken_and_no_other_child_helps() {
        RoutePlanNode plan = new Conditional(
                List.of(
                        new Case(when(List.of(PROJECT), Map.of("team", "sales"), Map.of(), List.of()), ONE),
                        new Case(when(List.of(), Map.of("team", "search"), Map.of(), List.of()), TWO),
                        new Case(when(List.of(PROJECT), Map.of(), Map.of(), List.of()), THREE)),
                ONE);

        assertThat(order(plan)).containsExactly("two");
    }

    @Test
    void a_condition_asks_for_headers_features_and_size() {
        RoutePlanNode byHeader = new Conditional(
                List.of(new Case(when(List.of(), Map.of(), Map.of("x-tier", "gold"), List.of()), ONE)), TWO);
        RoutePlanNode byFeatures = new Conditional(
                List.of(new Case(when(List.of(), Map.of(), Map.of(), List.of(Feature.TOOLS, Feature.STREAM)), ONE)),
                TWO);
        RoutePlanNode bySize = new Conditional(
                List.of(new Case(new Condition(List.of(), List.of(), Map.of(), Map.of(), List.of(), 100L, 200L), ONE)),
                TWO);

        headers.set("X-Tier", "gold");
        assertThat(order(byHeader)).containsExactly("one");
        headers.set("x-tier", "silver");
        assertThat(order(byHeader)).containsExactly("two");
        features = Set.of(Feature.TOOLS);
        assertThat(order(byFeatures)).containsExactly("two");
        features = Set.of(Feature.TOOLS, Feature.STREAM);
        assertThat(order(byFeatures)).containsExactly("one");
        inputTokens = 99;
        assertThat(order(bySize)).containsExactly("two");
        inputTokens = 100;
        assertThat(order(bySize)).containsExactly("one");
        inputTokens = 200;
        assertThat(order(bySize)).containsExactly("two");
    }
}
