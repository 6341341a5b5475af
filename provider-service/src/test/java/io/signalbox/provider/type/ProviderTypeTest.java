package io.signalbox.provider.type;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.provider.type.ProviderTypeCommand.DefineType;
import io.signalbox.provider.type.ProviderTypeCommand.RetireType;
import io.signalbox.provider.type.ProviderTypeEvent.TypeDefined;
import io.signalbox.provider.type.ProviderTypeEvent.TypeRetired;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProviderTypeTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = TypeDefinition.id(ACME, "local-llm");
    private static final TypeDefined DEFINED = new TypeDefined(ACME, ID, definition("Local", false), NOW);
    private static final TypeRetired RETIRED = new TypeRetired(ACME, ID, "local-llm", NOW);

    private final FixtureConfiguration<ProviderType> type = new AggregateTestFixture<>(ProviderType.class);

    @Nested
    class Defining {
        private static final DefineType DEFINE = new DefineType(ACME, ID, DEFINED.definition(), NOW);

        @Test
        void a_type_is_there() {
            type.givenNoPriorActivity().when(DEFINE).expectEvents(DEFINED);
        }

        @Test
        void the_same_again_changes_nothing() {
            type.given(DEFINED).when(DEFINE).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void another_definition_takes_the_place_of_the_first() {
            type.given(DEFINED)
                    .when(new DefineType(ACME, ID, definition("Ours", false), NOW))
                    .expectEvents(new TypeDefined(ACME, ID, definition("Ours", false), NOW));
        }

        @Test
        void a_retired_one_comes_back() {
            type.given(DEFINED, RETIRED).when(DEFINE).expectEvents(DEFINED);
        }
    }

    @Nested
    class Retiring {
        private static final RetireType RETIRE = new RetireType(ACME, ID, NOW);

        @Test
        void it_is_out_of_use() {
            type.given(DEFINED).when(RETIRE).expectEvents(RETIRED);
        }

        @Test
        void a_second_time_changes_nothing() {
            type.given(DEFINED, RETIRED).when(RETIRE).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void what_ships_with_the_product_is_refused() {
            type.given(new TypeDefined(ACME, ID, definition("Local", true), NOW))
                    .when(RETIRE)
                    .expectException(RefusedException.class);
        }

        @Test
        void what_was_never_there_is_not_found() {
            type.givenNoPriorActivity().when(RETIRE).expectException(AggregateNotFoundException.class);
        }
    }

    private static TypeDefinition definition(String displayName, boolean builtIn) {
        return new TypeDefinition(
                "local-llm",
                displayName,
                "openai",
                List.of("local"),
                "http://127.0.0.1:8090/v1",
                "Authorization",
                "Bearer",
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                false,
                builtIn);
    }
}
