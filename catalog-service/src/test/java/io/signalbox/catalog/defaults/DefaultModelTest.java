package io.signalbox.catalog.defaults;

import io.signalbox.catalog.defaults.DefaultModelCommand.SetDefaultModel;
import io.signalbox.catalog.defaults.DefaultModelEvent.DefaultModelChosen;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** Who may set it and whether the model is there is asked before; here nothing is refused. */
class DefaultModelTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final UUID MAIN = new UUID(0, 1);

    private final FixtureConfiguration<DefaultModel> model = new AggregateTestFixture<>(DefaultModel.class);

    @Test
    void the_first_choice_is_said() {
        model.givenNoPriorActivity().when(choose(MAIN, "small")).expectEvents(chosen(MAIN, "small"));
    }

    @Test
    void the_same_choice_again_changes_nothing() {
        model.given(chosen(MAIN, "large"), chosen(MAIN, "small"))
                .when(choose(MAIN, "small"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void another_model_or_the_same_of_another_configuration_takes_its_place() {
        model.given(chosen(MAIN, "small"))
                .when(choose(new UUID(0, 2), "small"))
                .expectEvents(chosen(new UUID(0, 2), "small"));
    }

    @Test
    void a_choice_given_up_before_is_a_choice_again() {
        model.given(chosen(MAIN, "small"), chosen(MAIN, "large"))
                .when(choose(MAIN, "small"))
                .expectEvents(chosen(MAIN, "small"));
    }

    private static SetDefaultModel choose(UUID configuration, String modelId) {
        return new SetDefaultModel(ACME, ID, ModelType.LLM, configuration, modelId, NOW);
    }

    private static DefaultModelChosen chosen(UUID configuration, String modelId) {
        return new DefaultModelChosen(ACME, ID, ModelType.LLM, configuration, modelId, NOW);
    }
}
