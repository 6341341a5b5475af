package io.signalbox.gateway.snapshot;

import static io.signalbox.gateway.snapshot.StateExamples.ACME;
import static io.signalbox.gateway.snapshot.StateExamples.HASH;
import static io.signalbox.gateway.snapshot.StateExamples.NOW;
import static io.signalbox.gateway.snapshot.StateExamples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyRevoked;
import io.signalbox.contracts.credential.CredentialEvent.CredentialRevoked;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigurationRemoved;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.contracts.tenant.TenantEvent.TenantClosed;
import io.signalbox.pricing.Quantities;
import io.signalbox.pricing.Rated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final Records records = new Records();
    private final SnapshotCompiler compiler = new SnapshotCompiler(Adapters.load());
    private long sequence;

    @Test
    void a_route_is_joined_with_everything_needed_to_call_its_target() {
        know(StateExamples.whole());

        Target target = (Target) plan("fast").root();

        assertThat(target.available()).isTrue();
        assertThat(target.address()).isEqualTo("main/gpt-4o");
        Target.Call call = Objects.requireNonNull(target.call());
        assertThat(call.connection().baseUrl()).hasToString("https://API.example.com:443/v1");
        assertThat(call.connection().headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of("x-type", "1", "x-both", "configuration"));
        assertThat(call.connection().settings()).containsExactlyInAnyOrderEntriesOf(Map.of("seed", 2, "topP", 0.5));
        assertThat(call.origin()).isEqualTo("https://api.example.com");
        assertThat(target.keys()).containsExactly(new Target.Key(StateExamples.CREDENTIAL, 1, "main", "sk-"));
    }

    @Test
    void a_model_is_found_by_its_address_by_its_id_and_as_the_default() {
        know(StateExamples.whole());
        know(List.of(StateExamples.defaultModel(10, "gpt-4o")));

        for (String name : List.of("main/gpt-4o", "gpt-4o", "default", "")) {
            assertThat(plan(name).root()).as(name).isEqualTo(plan("main/gpt-4o").root());
            assertThat(plan(name).routeName()).isNull();
        }
    }

    @Test
    void a_model_id_that_two_configurations_offer_names_both() {
        know(StateExamples.whole());
        know(List.of(StateExamples.configured("other", 11), StateExamples.catalogued(11, "gpt-4o")));

        assertThat(resolve("gpt-4o")).isEqualTo(new Resolution.NotFound(List.of("main/gpt-4o", "other/gpt-4o")));
    }

    @Test
    void an_unknown_model_names_what_is_close() {
        know(StateExamples.whole());

        assertThat(resolve("gpt-4")).isEqualTo(new Resolution.NotFound(List.of("main/gpt-4o")));
    }

    @Test
    void the_order_in_which_records_arrive_does_not_matter() {
        know(StateExamples.whole().reversed());

        assertThat(((Target) plan("fast").root()).available()).isTrue();
    }

    @Test
    void what_is_not_newer_is_dropped() {
        records.accept(StateExamples.configured("renamed", 10), 5);
        boolean accepted = records.accept(StateExamples.configured("main", 10), 5);

        assertThat(accepted).isFalse();
    }

    @Test
    void a_reference_to_nothing_makes_a_target_unavailable_and_is_counted() {
        know(StateExamples.whole());
        know(List.of(StateExamples.route("gone", new RouteNode.Target(id(99), "gpt-4o"))));

        assertThat(((Target) plan("gone").root()).unavailable()).isEqualTo(Unavailability.CONFIGURATION_UNKNOWN);
        assertThat(compile().unresolvedReferences()).isEqualTo(1);
    }

    @Test
    void a_target_is_unavailable_for_each_reason_there_is() {
        know(StateExamples.whole());
        assertThat(reason()).isNull();
        know(List.of(StateExamples.sealed(2, "https://elsewhere.example.com")));
        assertThat(reason()).isEqualTo(Unavailability.CREDENTIAL_BOUND_ELSEWHERE);
        know(List.of(new CredentialRevoked(ACME, StateExamples.CREDENTIAL, NOW)));
        assertThat(reason()).isEqualTo(Unavailability.CREDENTIAL_REVOKED);
        know(List.of(StateExamples.catalogued(10, "gpt-4o", Lifecycle.GONE)));
        assertThat(reason()).isEqualTo(Unavailability.MODEL_GONE);
        know(List.of(StateExamples.configured("main", 10, Visibility.TENANT, false)));
        assertThat(reason()).isEqualTo(Unavailability.CONFIGURATION_INACTIVE);
        know(List.of(new ProviderConfigurationRemoved(ACME, id(10), NOW)));
        assertThat(reason()).isEqualTo(Unavailability.CONFIGURATION_UNKNOWN);
    }

    @Test
    void a_revoked_key_and_the_keys_of_a_closed_tenant_are_known_as_such() {
        know(StateExamples.whole());
        assertThat(compile().key(HASH)).isInstanceOf(KeyLookup.Known.class);
        know(List.of(new TenantClosed(ACME, NOW)));
        assertThat(compile().key(HASH)).isEqualTo(KeyLookup.REVOKED);
        know(List.of(new AccessKeyRevoked(ACME, StateExamples.ACCESS_KEY, HASH, NOW)));
        assertThat(compile().key(HASH)).isEqualTo(KeyLookup.REVOKED);
        assertThat(compile().key("b".repeat(64))).isEqualTo(KeyLookup.UNKNOWN);
    }

    @Test
    void an_end_learnt_beside_kafka_is_not_undone_by_what_is_still_on_its_way() {
        know(StateExamples.whole());
        records.accept(new AccessKeyRevoked(ACME, StateExamples.ACCESS_KEY, HASH, NOW), Records.FINAL);
        know(List.of(StateExamples.issued(List.of(), List.of())));

        assertThat(compile().key(HASH)).isEqualTo(KeyLookup.REVOKED);
    }

    @Test
    void a_key_may_use_only_what_it_was_given() {
        know(StateExamples.whole());
        know(List.of(StateExamples.configured("other", 11), StateExamples.catalogued(11, "o3")));
        know(List.of(StateExamples.issued(List.of("main/gpt-4o"), List.of())));

        assertThat(resolve("other/o3")).isEqualTo(new Resolution.NotAllowed("other/o3"));
        assertThat(resolve("o3")).isEqualTo(new Resolution.NotAllowed("o3"));
        assertThat(resolve("gpt-4o")).isInstanceOf(RoutePlan.class);
        assertThat(compile().models(key())).extracting(ModelOffer::id).containsExactly("fast", "main/gpt-4o");
    }

    @Test
    void a_route_is_no_way_around_a_keys_models_unless_the_key_names_it() {
        know(StateExamples.whole());
        know(List.of(StateExamples.issued(List.of("main/other"), List.of())));
        assertThat(resolve("fast")).isEqualTo(new Resolution.NotAllowed("fast"));

        know(List.of(StateExamples.issued(List.of("main/other"), List.of("fast"))));
        assertThat(resolve("fast")).isInstanceOf(RoutePlan.class);
    }

    @Test
    void a_private_configuration_serves_its_owner_alone() {
        know(StateExamples.whole());
        know(List.of(StateExamples.configured("main", 10, Visibility.OWN, true)));
        assertThat(resolve("main/gpt-4o")).isEqualTo(new Resolution.NotAllowed("main/gpt-4o"));
        assertThat(reason()).isEqualTo(Unavailability.NOT_VISIBLE);

        know(List.of(StateExamples.issued(List.of(), List.of(), "ada")));
        assertThat(resolve("main/gpt-4o")).isInstanceOf(RoutePlan.class);
    }

    @Test
    void a_tenants_own_price_wins_over_the_platforms() {
        know(StateExamples.whole());
        know(List.of(StateExamples.price(ACME, 21, "0.000001")));
        Target target = (Target) plan("fast").root();

        Rated rated = target.prices()
                .rate(new Quantities(Map.of("input_tokens", BigDecimal.TEN), Quantities.STANDARD, "", NOW));

        assertThat(rated)
                .isInstanceOfSatisfying(
                        Rated.Priced.class, priced -> assertThat(priced.cost()).isEqualTo(Money.usd("0.00001")));
        assertThat(compile().tenants()).contains(ACME, TenantId.PLATFORM);
    }

    private void know(List<? extends ContractEvent> events) {
        events.forEach(event -> records.accept(event, ++sequence));
    }

    private Snapshot compile() {
        return compiler.compile(records, true);
    }

    private AccessKey key() {
        return ((KeyLookup.Known) compile().key(HASH)).key();
    }

    private Resolution resolve(String model) {
        return compile().resolve(key(), model, Operation.CHAT);
    }

    private RoutePlan plan(String model) {
        return (RoutePlan) resolve(model);
    }

    private @Nullable Unavailability reason() {
        return ((Target) plan("fast").root()).unavailable();
    }
}
