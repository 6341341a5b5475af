package io.signalbox.catalog.model;

import io.signalbox.catalog.model.ModelCommand.CatalogueFound;
import io.signalbox.catalog.model.ModelCommand.ChangeModel;
import io.signalbox.catalog.model.ModelCommand.DeclareModel;
import io.signalbox.catalog.model.ModelCommand.MarkLost;
import io.signalbox.catalog.model.ModelCommand.WithdrawModel;
import io.signalbox.catalog.model.ModelEvent.DeclarationWithdrawn;
import io.signalbox.catalog.model.ModelEvent.ModelDeclared;
import io.signalbox.catalog.model.ModelEvent.ModelFound;
import io.signalbox.catalog.model.ModelEvent.ModelLost;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CataloguedModelTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final ModelIdentity SMALL = new ModelIdentity(new UUID(0, 1), "openai", "small");
    private static final UUID KEY = ModelIdentity.key(SMALL.configurationId(), SMALL.modelId());
    private static final ModelDeclaration RENAMED = named("ours");

    private final FixtureConfiguration<CataloguedModel> model = new AggregateTestFixture<>(CataloguedModel.class);

    @Nested
    class Finding {
        @Test
        void a_model_is_found() {
            model.givenNoPriorActivity().when(find(1, 1_000)).expectEvents(found(1, 1_000));
        }

        @Test
        void the_same_again_changes_nothing() {
            model.given(found(1, 1_000)).when(find(2, 1_000)).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void what_is_not_newer_changes_nothing() {
            model.given(found(2, 1_000)).when(find(1, 2_000)).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void what_was_lost_comes_back() {
            model.given(found(1, 1_000), lost(2, 1_000)).when(find(3, 1_000)).expectEvents(found(3, 1_000));
        }

        @Test
        void what_was_declared_stays_over_what_is_found() {
            model.given(declared(RENAMED, null))
                    .when(find(1, 1_000))
                    .expectEvents(new ModelFound(
                            ACME,
                            KEY,
                            "openai",
                            Map.of("window", 1_000L),
                            facts(1_000),
                            1,
                            ModelEntry.of(SMALL, facts(1_000), RENAMED, true, true),
                            NOW));
        }
    }

    @Nested
    class Losing {
        @Test
        void it_is_not_listed_any_more() {
            model.given(found(1, 1_000)).when(new MarkLost(ACME, KEY, 2, NOW)).expectEvents(lost(2, 1_000));
        }

        @Test
        void lost_twice_is_said_once() {
            model.given(found(1, 1_000), lost(2, 1_000))
                    .when(new MarkLost(ACME, KEY, 3, NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void an_old_loss_does_not_undo_a_newer_find() {
            model.given(found(3, 1_000))
                    .when(new MarkLost(ACME, KEY, 2, NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void what_nobody_knows_is_not_found() {
            model.givenNoPriorActivity()
                    .when(new MarkLost(ACME, KEY, 1, NOW))
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Declaring {
        private static final DeclareModel DECLARE = new DeclareModel(ACME, KEY, SMALL, RENAMED, NOW);

        @Test
        void a_model_nobody_listed_is_there() {
            model.givenNoPriorActivity().when(DECLARE).expectEvents(declared(RENAMED, null));
        }

        @Test
        void a_listed_one_keeps_its_facts() {
            model.given(found(1, 1_000)).when(DECLARE).expectEvents(declared(RENAMED, facts(1_000)));
        }

        @Test
        void a_declared_one_is_refused() {
            model.given(declared(RENAMED, null)).when(DECLARE).expectException(RefusedException.class);
        }
    }

    @Nested
    class Changing {
        @Test
        void only_what_is_said_changes() {
            ModelDeclaration both = RENAMED.with(described("for all"));
            model.given(declared(RENAMED, null))
                    .when(new ChangeModel(ACME, KEY, described("for all"), 0L, NOW))
                    .expectEvents(declared(both, null));
        }

        @Test
        void the_same_again_changes_nothing() {
            model.given(declared(RENAMED, null))
                    .when(new ChangeModel(ACME, KEY, RENAMED, null, NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_change_of_what_is_not_there_any_more_is_refused() {
            model.given(found(1, 1_000), declared(RENAMED, facts(1_000)))
                    .when(new ChangeModel(ACME, KEY, described("for all"), 0L, NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void what_was_withdrawn_is_refused() {
            model.given(declared(RENAMED, null), new DeclarationWithdrawn(ACME, KEY, null, NOW))
                    .when(new ChangeModel(ACME, KEY, RENAMED, null, NOW))
                    .expectException(RefusedException.class);
        }
    }

    @Nested
    class Withdrawing {
        private static final WithdrawModel WITHDRAW = new WithdrawModel(ACME, KEY, NOW);

        @Test
        void what_nobody_listed_is_gone() {
            model.given(declared(RENAMED, null))
                    .when(WITHDRAW)
                    .expectEvents(new DeclarationWithdrawn(ACME, KEY, null, NOW));
        }

        @Test
        void what_is_listed_stays_as_it_was_found() {
            model.given(found(1, 1_000), declared(RENAMED, facts(1_000)))
                    .when(WITHDRAW)
                    .expectEvents(new DeclarationWithdrawn(
                            ACME, KEY, ModelEntry.of(SMALL, facts(1_000), ModelDeclaration.NONE, false, true), NOW));
        }

        @Test
        void a_second_time_is_refused() {
            model.given(declared(RENAMED, null), new DeclarationWithdrawn(ACME, KEY, null, NOW))
                    .when(WITHDRAW)
                    .expectException(RefusedException.class);
        }

        @Test
        void what_is_only_listed_is_refused() {
            model.given(found(1, 1_000)).when(WITHDRAW).expectException(RefusedException.class);
        }
    }

    private static CatalogueFound find(long sequence, long window) {
        return new CatalogueFound(ACME, KEY, SMALL, "openai", Map.of("window", window), facts(window), sequence, NOW);
    }

    private static ModelFound found(long sequence, long window) {
        return new ModelFound(
                ACME,
                KEY,
                "openai",
                Map.of("window", window),
                facts(window),
                sequence,
                ModelEntry.of(SMALL, facts(window), ModelDeclaration.NONE, false, true),
                NOW);
    }

    private static ModelLost lost(long sequence, long window) {
        return new ModelLost(
                ACME,
                KEY,
                "openai",
                sequence,
                ModelEntry.of(SMALL, facts(window), ModelDeclaration.NONE, false, false),
                NOW);
    }

    private static ModelDeclared declared(ModelDeclaration declaration, @Nullable ModelFacts found) {
        return new ModelDeclared(
                ACME,
                KEY,
                declaration,
                ModelEntry.of(
                        SMALL,
                        found == null ? ModelFacts.ofType(ModelType.LLM) : found,
                        declaration,
                        true,
                        found != null),
                NOW);
    }

    private static ModelFacts facts(long window) {
        return new ModelFacts(null, ModelType.LLM, window, null, List.of("text"), List.of("text"), List.of(), false);
    }

    private static ModelDeclaration named(String name) {
        return declaration(name, null);
    }

    private static ModelDeclaration described(String description) {
        return declaration(null, description);
    }

    private static ModelDeclaration declaration(@Nullable String name, @Nullable String description) {
        return new ModelDeclaration(
                name,
                null,
                description,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
