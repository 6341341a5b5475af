package io.signalbox.provider.discovery;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.provider.discovery.DiscoveryCommand.ForgetModels;
import io.signalbox.provider.discovery.DiscoveryCommand.Listed;
import io.signalbox.provider.discovery.DiscoveryCommand.RecordListing;
import io.signalbox.provider.discovery.DiscoveryEvent.DiscoveryFinished;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelFound;
import io.signalbox.provider.discovery.DiscoveryEvent.ModelLost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiscoveredModelsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID CONFIGURATION = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final UUID ID = DiscoveredModels.id(CONFIGURATION);
    private static final ModelFound SMALL = found("small", 1);
    private static final ModelFound LARGE = found("large", 1);

    private final FixtureConfiguration<DiscoveredModels> models = new AggregateTestFixture<>(DiscoveredModels.class);

    @Nested
    class Listing {
        @Test
        void the_first_list_is_all_new() {
            models.givenNoPriorActivity()
                    .when(listing(listed("small", 1), listed("large", 1)))
                    .expectEvents(SMALL, LARGE, finished(List.of("small", "large"), List.of(), List.of(), 2));
        }

        @Test
        void the_same_list_again_says_only_that_it_was_read() {
            models.given(SMALL, LARGE)
                    .when(listing(listed("large", 1), listed("small", 1)))
                    .expectEvents(finished(List.of(), List.of(), List.of(), 2));
        }

        @Test
        void what_is_new_different_or_gone_is_said() {
            models.given(SMALL, LARGE)
                    .when(listing(listed("small", 2), listed("other", 1)))
                    .expectEvents(
                            found("small", 2),
                            found("other", 1),
                            lost("large"),
                            finished(List.of("other"), List.of("small"), List.of("large"), 2));
        }

        @Test
        void what_is_listed_twice_is_said_once() {
            models.givenNoPriorActivity()
                    .when(listing(listed("small", 1), listed("small", 1)))
                    .expectEvents(SMALL, finished(List.of("small"), List.of(), List.of(), 2));
        }

        @Test
        void what_was_gone_comes_back_as_new() {
            models.given(SMALL, lost("small"))
                    .when(listing(listed("small", 1)))
                    .expectEvents(SMALL, finished(List.of("small"), List.of(), List.of(), 1));
        }

        @Test
        void an_empty_list_takes_everything_away() {
            models.given(SMALL)
                    .when(listing())
                    .expectEvents(lost("small"), finished(List.of(), List.of(), List.of("small"), 0));
        }
    }

    @Nested
    class Forgetting {
        private static final ForgetModels FORGET = new ForgetModels(ACME, ID, CONFIGURATION, NOW);

        @Test
        void every_model_is_gone() {
            models.given(SMALL).when(FORGET).expectEvents(lost("small"));
        }

        @Test
        void a_second_time_changes_nothing() {
            models.given(SMALL, lost("small")).when(FORGET).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void what_was_never_listed_is_not_found() {
            models.givenNoPriorActivity().when(FORGET).expectException(AggregateNotFoundException.class);
        }
    }

    private static RecordListing listing(Listed... listed) {
        return new RecordListing(ACME, ID, CONFIGURATION, "openai", "openai", List.of(listed), NOW);
    }

    private static Listed listed(String model, int size) {
        return new Listed(model, Map.of("size", size), ModelFacts.ofType(ModelType.LLM));
    }

    private static ModelFound found(String model, int size) {
        Listed listed = listed(model, size);
        return new ModelFound(ACME, CONFIGURATION, "openai", "openai", model, listed.fields(), listed.facts(), NOW);
    }

    private static ModelLost lost(String model) {
        return new ModelLost(ACME, CONFIGURATION, model, NOW);
    }

    private static DiscoveryFinished finished(List<String> added, List<String> changed, List<String> gone, int total) {
        return new DiscoveryFinished(ACME, CONFIGURATION, added, changed, gone, total, NOW);
    }
}
