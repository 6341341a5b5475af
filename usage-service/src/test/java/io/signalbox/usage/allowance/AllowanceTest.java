package io.signalbox.usage.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.Violation;
import io.signalbox.usage.allowance.AllowanceCommand.ChangeAllowance;
import io.signalbox.usage.allowance.AllowanceCommand.DefineAllowance;
import io.signalbox.usage.allowance.AllowanceCommand.DropAllowance;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceChanged;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDefined;
import io.signalbox.usage.allowance.AllowanceEvent.AllowanceDropped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final AllowanceTerms TERMS = terms(Measure.REQUESTS, 600, Window.MINUTE, Enforcement.REFUSE);
    private static final AllowanceDefined DEFINED = new AllowanceDefined(ACME, ID, TERMS, NOW);

    private final FixtureConfiguration<Allowance> allowance = new AggregateTestFixture<>(Allowance.class);
    private final KnownClaims claims = new KnownClaims();

    @BeforeEach
    void claims() {
        allowance.registerInjectableResource(claims);
    }

    /** What is limited already in the one tenant there is. */
    private static final class KnownClaims implements AllowanceClaims {
        final Map<String, UUID> holders = new HashMap<>();

        private static String place(AllowanceTerms terms) {
            return terms.scope() + terms.scopeId() + terms.measure() + terms.window() + terms.enforcement();
        }

        @Override
        public void claim(TenantId tenant, AllowanceTerms terms, UUID allowanceId) {
            UUID holder = holders.putIfAbsent(place(terms), allowanceId);
            if (holder != null) {
                throw AllowanceRefusal.LIMIT_DEFINED.refusedAt("scope", holder);
            }
        }

        @Override
        public void release(TenantId tenant, AllowanceTerms terms) {
            holders.remove(place(terms));
        }
    }

    private static AllowanceTerms terms(
            Measure measure, long amount, @Nullable Window window, Enforcement enforcement) {
        return new AllowanceTerms(Scope.ACCESS_KEY, "key", measure, amount, window, enforcement, WhenUnreachable.ALLOW);
    }

    @Nested
    class Defining {
        @Test
        void it_holds_and_has_its_place() {
            allowance.givenNoPriorActivity().when(define(TERMS)).expectEvents(DEFINED);

            assertThat(claims.holders).containsValue(ID);
        }

        @ParameterizedTest
        @CsvSource({
            "REQUESTS, 0, MINUTE, REFUSE, amount",
            "REQUESTS, -5, MINUTE, REFUSE, amount",
            "TOKENS, 2000000000000000, DAY, REFUSE, amount",
            "CONCURRENT_REQUESTS, 2000000, , REFUSE, amount",
            "REQUESTS, 5, , REFUSE, window",
            "TOKENS, 5, , REFUSE, window",
            "CONCURRENT_REQUESTS, 5, MINUTE, REFUSE, window",
            "COST, 5, DAY, REFUSE, measure",
            "REQUESTS, 5, HOUR, ALERT, enforcement"
        })
        void what_could_never_act_is_refused_by_the_field_that_is_the_reason(
                Measure measure, long amount, @Nullable Window window, Enforcement enforcement, String field) {
            RefusedException[] refused = new RefusedException[1];
            allowance
                    .givenNoPriorActivity()
                    .when(define(terms(measure, amount, window, enforcement)))
                    .expectNoEvents()
                    .expectException(RefusedException.class);
            try {
                AllowanceRules.check(terms(measure, amount, window, enforcement));
            } catch (RefusedException expected) {
                refused[0] = expected;
            }
            assertThat(refused[0].violations()).extracting(Violation::field).containsExactly(field);
        }

        @Test
        void the_same_is_not_limited_twice() {
            claims.claim(ACME, TERMS, UUID.randomUUID());

            allowance
                    .givenNoPriorActivity()
                    .when(define(TERMS))
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        @Test
        void a_smaller_one_may_be_tried_in_the_shadow_beside_it() {
            claims.claim(ACME, TERMS, UUID.randomUUID());
            AllowanceTerms shadow = terms(Measure.REQUESTS, 300, Window.MINUTE, Enforcement.SHADOW);

            allowance
                    .givenNoPriorActivity()
                    .when(define(shadow))
                    .expectEvents(new AllowanceDefined(ACME, ID, shadow, NOW));
        }

        private DefineAllowance define(AllowanceTerms terms) {
            return new DefineAllowance(ACME, ID, terms, NOW);
        }
    }

    @Nested
    class Changing {
        private final AllowanceTerms more = terms(Measure.REQUESTS, 900, Window.MINUTE, Enforcement.REFUSE);

        @Test
        void another_amount_holds_from_then_on() {
            allowance.given(DEFINED).when(change(more)).expectEvents(new AllowanceChanged(ACME, ID, more, NOW));
        }

        @Test
        void the_same_again_changes_nothing() {
            allowance.given(DEFINED).when(change(TERMS)).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void what_it_is_for_stays() {
            allowance
                    .given(DEFINED)
                    .when(change(terms(Measure.TOKENS, 600, Window.MINUTE, Enforcement.REFUSE)))
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        @Test
        void out_of_the_shadow_it_takes_the_place_of_none() {
            claims.claim(ACME, TERMS, UUID.randomUUID());
            AllowanceTerms shadow = terms(Measure.REQUESTS, 300, Window.MINUTE, Enforcement.SHADOW);

            allowance
                    .given(new AllowanceDefined(ACME, ID, shadow, NOW))
                    .when(change(TERMS))
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        @Test
        void an_older_version_is_not_changed() {
            allowance
                    .given(DEFINED)
                    .when(new ChangeAllowance(ACME, ID, more, 7L, NOW))
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        private ChangeAllowance change(AllowanceTerms terms) {
            return new ChangeAllowance(ACME, ID, terms, null, NOW);
        }
    }

    @Nested
    class Dropping {
        @Test
        void it_ends_and_its_place_is_free() {
            claims.claim(ACME, TERMS, ID);

            allowance
                    .given(DEFINED)
                    .when(new DropAllowance(ACME, ID, NOW))
                    .expectEvents(new AllowanceDropped(ACME, ID, NOW));

            assertThat(claims.holders).isEmpty();
        }

        @Test
        void it_does_not_end_twice() {
            allowance
                    .given(DEFINED, new AllowanceDropped(ACME, ID, NOW))
                    .when(new DropAllowance(ACME, ID, NOW))
                    .expectException(AggregateDeletedException.class);
        }
    }
}
