package io.signalbox.provider.configuration;

import static io.signalbox.provider.configuration.ConfigurationExamples.ACME;
import static io.signalbox.provider.configuration.ConfigurationExamples.CONFIGURED;
import static io.signalbox.provider.configuration.ConfigurationExamples.ID;
import static io.signalbox.provider.configuration.ConfigurationExamples.KEY;
import static io.signalbox.provider.configuration.ConfigurationExamples.NOW;
import static io.signalbox.provider.configuration.ConfigurationExamples.called;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.provider.configuration.ConfigurationCommand.AddKey;
import io.signalbox.provider.configuration.ConfigurationCommand.Change;
import io.signalbox.provider.configuration.ConfigurationCommand.Configure;
import io.signalbox.provider.configuration.ConfigurationCommand.RecordTest;
import io.signalbox.provider.configuration.ConfigurationCommand.Remove;
import io.signalbox.provider.configuration.ConfigurationCommand.RemoveKey;
import io.signalbox.provider.configuration.ConfigurationCommand.RotateKey;
import io.signalbox.provider.configuration.ConfigurationEvent.Changed;
import io.signalbox.provider.configuration.ConfigurationEvent.ConnectionTested;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyAdded;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRemoved;
import io.signalbox.provider.configuration.ConfigurationEvent.KeyRotated;
import io.signalbox.provider.configuration.ConfigurationEvent.Removed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProviderConfigurationTest {
    private static final Removed REMOVED = new Removed(ACME, ID, "main", NOW);
    private static final KeyRotated ROTATED =
            new KeyRotated(ACME, ID, UUID.fromString("01890000-0000-7000-8000-000000000003"), "sk-next", NOW);

    private final FixtureConfiguration<ProviderConfiguration> configuration =
            new AggregateTestFixture<>(ProviderConfiguration.class);
    private final KnownNames names = new KnownNames();

    @BeforeEach
    void names() {
        configuration.registerInjectableResource(names);
    }

    /** Who has which name of the one tenant there is. */
    private static final class KnownNames implements ConfigurationNames {
        final Map<String, UUID> owners = new HashMap<>();

        @Override
        public void claim(TenantId tenant, String name, UUID configurationId) {
            if (owners.putIfAbsent(name, configurationId) != null) {
                throw ConfigurationRefusal.NAME_TAKEN.refusedAt("name", name);
            }
        }

        @Override
        public void release(TenantId tenant, String name) {
            owners.remove(name);
        }
    }

    @Nested
    class Configuring {
        private static final Configure CONFIGURE = new Configure(ACME, ID, CONFIGURED.details(), NOW);

        @Test
        void it_begins_and_has_its_name() {
            configuration.givenNoPriorActivity().when(CONFIGURE).expectEvents(CONFIGURED);
            assertThat(names.owners).containsOnly(Map.entry("main", ID));
        }

        @Test
        void a_name_somebody_has_is_refused() {
            names.owners.put("main", UUID.randomUUID());
            configuration
                    .givenNoPriorActivity()
                    .when(CONFIGURE)
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        @Test
        void the_same_one_is_not_made_twice() {
            configuration.given(CONFIGURED).when(CONFIGURE).expectException(EventStoreException.class);
        }
    }

    @Nested
    class Changing {
        @Test
        void another_name_frees_the_old_one() {
            names.owners.put("main", ID);
            configuration
                    .given(CONFIGURED)
                    .when(new Change(ACME, ID, called("renamed", "openai"), 0L, NOW))
                    .expectEvents(new Changed(ACME, ID, called("renamed", "openai"), NOW));
            assertThat(names.owners).containsOnly(Map.entry("renamed", ID));
        }

        @Test
        void the_same_again_changes_nothing() {
            configuration
                    .given(CONFIGURED, new Changed(ACME, ID, called("renamed", "openai"), NOW))
                    .when(new Change(ACME, ID, called("renamed", "openai"), null, NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_change_of_what_is_not_there_any_more_is_refused() {
            configuration
                    .given(CONFIGURED, new Changed(ACME, ID, called("renamed", "openai"), NOW))
                    .when(new Change(ACME, ID, called("main", "openai"), 0L, NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void another_provider_is_refused() {
            configuration
                    .given(CONFIGURED)
                    .when(new Change(ACME, ID, called("main", "anthropic"), null, NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void a_name_somebody_has_is_refused() {
            names.owners.put("taken", UUID.randomUUID());
            configuration
                    .given(CONFIGURED)
                    .when(new Change(ACME, ID, called("taken", "openai"), null, NOW))
                    .expectException(RefusedException.class)
                    .expectNoEvents();
        }

        @Test
        void a_change_that_carries_the_rotated_key_changes_nothing() {
            configuration
                    .given(CONFIGURED, ROTATED)
                    .when(new Change(
                            ACME,
                            ID,
                            CONFIGURED.details().withKey(ROTATED.credentialId(), ROTATED.keyHint()),
                            null,
                            NOW))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Rotating {
        private static final RotateKey ROTATE = new RotateKey(ACME, ID, ROTATED.credentialId(), ROTATED.keyHint(), NOW);

        @Test
        void another_key_is_said() {
            configuration.given(CONFIGURED).when(ROTATE).expectEvents(ROTATED);
        }

        @Test
        void another_key_in_the_same_place_is_said_again() {
            configuration
                    .given(CONFIGURED)
                    .when(new RotateKey(ACME, ID, KEY, "sk-proj", NOW))
                    .expectEvents(new KeyRotated(ACME, ID, KEY, "sk-proj", NOW));
        }

        @Test
        void a_removed_one_has_no_key() {
            configuration.given(CONFIGURED, REMOVED).when(ROTATE).expectException(AggregateDeletedException.class);
        }
    }

    @Nested
    class Adding_and_removing_keys {
        private static final UUID SECOND = UUID.fromString("01890000-0000-7000-8000-000000000004");
        private static final AddKey ADD = new AddKey(ACME, ID, SECOND, "second", "sk-two", NOW);
        private static final KeyAdded ADDED = new KeyAdded(ACME, ID, SECOND, "second", "sk-two", NOW);
        private static final RemoveKey REMOVE = new RemoveKey(ACME, ID, SECOND, NOW);
        private static final KeyRemoved KEY_REMOVED = new KeyRemoved(ACME, ID, SECOND, NOW);

        @Test
        void a_further_key_is_said() {
            configuration.given(CONFIGURED).when(ADD).expectEvents(ADDED);
        }

        @Test
        void the_same_key_again_changes_nothing() {
            configuration.given(CONFIGURED, ADDED).when(ADD).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void more_keys_than_calls_are_spread_over_are_refused() {
            List<Object> given = new ArrayList<>(List.of(CONFIGURED));
            for (int key = 1; key < ProviderConfiguration.KEYS_MAX; key++) {
                given.add(new KeyAdded(ACME, ID, new UUID(1, key), "key-" + key, "sk", NOW));
            }
            configuration.given(given).when(ADD).expectException(RefusedException.class);
        }

        @Test
        void a_key_is_removed_once() {
            configuration.given(CONFIGURED, ADDED).when(REMOVE).expectEvents(KEY_REMOVED);
        }

        @Test
        void a_key_that_is_not_there_any_more_is_not_found() {
            configuration.given(CONFIGURED, ADDED, KEY_REMOVED).when(REMOVE).expectException(RefusedException.class);
        }

        @Test
        void its_own_key_is_replaced_and_not_removed() {
            configuration
                    .given(CONFIGURED, ADDED)
                    .when(new RemoveKey(ACME, ID, KEY, NOW))
                    .expectException(RefusedException.class);
        }

        @Test
        void further_keys_stay_when_something_else_changes() {
            configuration
                    .given(CONFIGURED, ADDED, new Changed(ACME, ID, called("renamed", "openai"), NOW), ROTATED)
                    .when(REMOVE)
                    .expectEvents(KEY_REMOVED);
        }
    }

    @Nested
    class Testing {
        private static final RecordTest TEST = new RecordTest(ACME, ID, TestStatus.FAILED, 12, "nothing answers", NOW);
        private static final ConnectionTested TESTED =
                new ConnectionTested(ACME, ID, TestStatus.FAILED, 12, "nothing answers", NOW);

        @Test
        void what_it_said_is_kept() {
            configuration.given(CONFIGURED).when(TEST).expectEvents(TESTED);
        }

        @Test
        void every_test_is_a_test_of_its_own() {
            configuration.given(CONFIGURED, TESTED).when(TEST).expectEvents(TESTED);
        }

        @Test
        void what_was_removed_meanwhile_has_no_result() {
            configuration.given(CONFIGURED, REMOVED).when(TEST).expectException(AggregateDeletedException.class);
        }
    }

    @Nested
    class Removing {
        private static final Remove REMOVE = new Remove(ACME, ID, NOW);

        @Test
        void its_name_is_free_again() {
            names.owners.put("renamed", ID);
            configuration
                    .given(CONFIGURED, new Changed(ACME, ID, called("renamed", "openai"), NOW))
                    .when(REMOVE)
                    .expectEvents(new Removed(ACME, ID, "renamed", NOW))
                    .expectMarkedDeleted();
            assertThat(names.owners).isEmpty();
        }

        @Test
        void a_second_removal_finds_nothing_and_takes_nobodys_name() {
            names.owners.put("main", UUID.randomUUID());
            configuration
                    .given(CONFIGURED, REMOVED)
                    .when(REMOVE)
                    .expectException(AggregateDeletedException.class)
                    .expectNoEvents();
            assertThat(names.owners).containsKey("main");
        }

        @Test
        void what_was_never_there_is_not_found() {
            configuration.givenNoPriorActivity().when(REMOVE).expectException(AggregateNotFoundException.class);
        }
    }
}
