package io.signalbox.gateway.targets;

import static io.signalbox.gateway.snapshot.StateExamples.ACME;
import static io.signalbox.gateway.snapshot.StateExamples.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.Condition.Feature;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.selection.TargetHealth;
import io.signalbox.gateway.snapshot.Records;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.StateExamples;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.Explanation.Decision;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of a route is what would happen, and why. */
class ExplainTest {
    private static final Caller OPERATOR = new Caller(ACME, "olga", Set.of(Role.OPERATOR));
    private static final RouteNode MAIN = new RouteNode.Target(id(10), "gpt-4o");
    private static final RouteNode OTHER = new RouteNode.Target(id(11), "gpt-4o");

    private final Records records = new Records();
    private final SnapshotHolder snapshots = new SnapshotHolder();
    private final Grants grants = new Grants() {
        @Override
        public @Nullable GrantedSecret current(UUID credentialId) {
            return new GrantedSecret(Secret.of("sk-1"), 1, "https://api.example.com");
        }

        @Override
        public void refused(UUID credentialId, int version) {}
    };
    private final TargetHealth health = new TargetHealth(InstantSource.system(), System::nanoTime, grants);
    private long sequence;

    private ExplainController controller(RouteNode root) {
        StateExamples.whole().forEach(event -> records.accept(event, ++sequence));
        records.accept(StateExamples.configured("other", 11), ++sequence);
        records.accept(StateExamples.catalogued(11, "gpt-4o"), ++sequence);
        records.accept(StateExamples.route("smart", root), ++sequence);
        snapshots.replace(new SnapshotCompiler(Adapters.load()).compile(records, true));
        return new ExplainController(snapshots, health, new TargetViews(health));
    }

    private Target target(String configuration) {
        return snapshots.current().targets(ACME).stream()
                .filter(target -> target.configurationName().equals(configuration))
                .findFirst()
                .orElseThrow();
    }

    private Permit permit(String configuration) {
        return Objects.requireNonNull(health.permit(target(configuration), true));
    }

    @Test
    void every_decision_is_told_with_its_place_and_its_reason() {
        Condition tools = new Condition(
                List.of(), List.of(), Map.of("team", "search"), Map.of(), List.of(Feature.TOOLS), 1_000L, null);
        ExplainController controller = controller(new RouteNode.Conditional(
                List.of(new RouteNode.Case(tools, new RouteNode.RoundRobin(List.of(OTHER)))), MAIN));

        Explanation explanation = controller.explain(
                OPERATOR,
                "smart",
                new ExplainRequest(
                        null, null, null, Map.of("team", "search"), null, List.of(Feature.TOOLS), 1_000L, null));

        assertThat(explanation.chosen()).isEqualTo("other/gpt-4o");
        assertThat(explanation.decisions())
                .containsExactly(
                        new Decision("root", "conditional", "root.cases[0].node", "its condition holds"),
                        new Decision("root.cases[0].node", "round-robin", "other/gpt-4o", "its turn"));
        assertThat(controller.explain(OPERATOR, "smart").chosen()).isEqualTo("main/gpt-4o");
    }

    @Test
    void what_is_measured_is_told_and_decides() {
        ExplainController controller = controller(new RouteNode.LeastLatency(List.of(MAIN, OTHER)));
        health.answered(permit("main"), 900_000_000L, 900_000_000);

        Explanation explanation = controller.explain(OPERATOR, "smart");

        assertThat(explanation.chosen()).isEqualTo("other/gpt-4o");
        assertThat(explanation.decisions())
                .containsExactly(new Decision("root", "least-latency", "other/gpt-4o", "expected to begin after 0 ms"));
    }

    @Test
    void a_target_that_is_left_alone_is_in_the_order_but_not_chosen() {
        ExplainController controller = controller(new RouteNode.Priority(List.of(MAIN, OTHER)));
        for (int each = 0; each < 5; each++) {
            health.failed(permit("main"), Failure.of(FailureKind.PROVIDER_ERROR, "no"), false);
        }

        Explanation explanation = controller.explain(OPERATOR, "smart");

        assertThat(explanation.order()).extracting(TargetView::target).containsExactly("main/gpt-4o", "other/gpt-4o");
        assertThat(explanation.order().getFirst().reason()).isEqualTo("PROVIDER_ERROR");
        assertThat(explanation.chosen()).isEqualTo("other/gpt-4o");
    }

    private static ExplainRequest asking(String operation) {
        return new ExplainRequest(null, null, null, null, null, null, null, operation);
    }

    @Test
    void a_target_that_does_not_offer_what_is_asked_is_in_the_order_but_not_chosen() {
        ExplainController controller = controller(MAIN);

        Explanation explanation = controller.explain(OPERATOR, "smart", asking("count_tokens"));

        assertThat(explanation.chosen()).isNull();
        assertThat(explanation.order()).extracting(TargetView::reason).containsExactly("UNSUPPORTED");
        assertThat(controller.explain(OPERATOR, "smart", asking("rerank")).chosen())
                .isEqualTo("main/gpt-4o");
        assertThatThrownBy(() -> controller.explain(OPERATOR, "smart", asking("painting")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void only_a_route_is_explained_and_only_to_who_may_see_targets() {
        ExplainController controller = controller(MAIN);

        assertThatThrownBy(() -> controller.explain(OPERATOR, "main/gpt-4o")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> controller.explain(new Caller(ACME, "fred", Set.of(Role.FINANCE)), "smart"))
                .isInstanceOf(RefusedException.class);
    }
}
