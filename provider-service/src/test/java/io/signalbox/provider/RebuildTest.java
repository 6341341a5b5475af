package io.signalbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.provider.configuration.ConfigurationCommand.Change;
import io.signalbox.provider.configuration.ConfigurationCommand.Configure;
import io.signalbox.provider.configuration.ConfigurationCommand.RecordTest;
import io.signalbox.provider.configuration.ConfigurationCommand.Remove;
import io.signalbox.provider.configuration.ConfigurationDetails;
import io.signalbox.provider.type.ProviderTypeCommand.DefineType;
import io.signalbox.provider.type.ProviderTypeCommand.RetireType;
import io.signalbox.provider.type.TypeDefinition;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.testkit.contract.RedeliveryContract;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every read model can be thrown away and comes back the same, and what comes again changes nothing. */
class RebuildTest {
    private static final int WRITES = 60;

    /** Of configurations, types and discovered models; together what a proof needs. */
    private static final int EVENTS_EACH = RebuildContract.EVENTS_MIN / 3 + 1;

    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");

    private static TestService service;

    @BeforeAll
    static void a_history() {
        EmbeddedServices.kafka().empty();
        service = TestService.start(
                ProviderServiceApplication.class, EmbeddedServices.postgres().database("provider"));
        // Nobody is to be asked for the models of thousands of providers that are not there.
        service.bean(EventProcessingConfiguration.class)
                .eventProcessor("provider.discovery-reaction", StreamingEventProcessor.class)
                .orElseThrow()
                .shutDown();
        new ProviderHistory(service, 1).of(EVENTS_EACH);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_configurations_come_back_the_same() {
        RebuildContract.check(
                service, "provider.configuration", RebuildTest::configure, "configuration", "connection_test");
    }

    @Test
    void the_types_come_back_the_same() {
        RebuildContract.check(service, "provider.type", RebuildTest::define, "provider_type");
    }

    @Test
    void the_discovered_models_come_back_the_same() {
        RebuildContract.check(
                service, "provider.discovery", () -> new ProviderHistory(service, 2).of(500), "discovered_model");
    }

    @Test
    void the_whole_history_is_published() {
        RebuildContract.awaitCaughtUp(service, "provider.outbox");
        assertThat(EmbeddedServices.kafka().end(Topic.PROVIDER)).isGreaterThan(2L * EVENTS_EACH);
    }

    @Test
    void routes_that_come_again_change_nothing() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID gone = UUID.randomUUID();
        tell(1, route(first, "first", 1, 2));
        tell(1, route(second, "second", 1));
        tell(1, route(gone, "gone", 3));
        tell(2, route(first, "renamed", 2, 4));
        tell(2, new RouteRemoved(ACME, gone, NOW));
        tell(3, route(second, "second", 1, 1, 5));
        Await.untilAsserted(() -> assertThat(routes())
                .containsExactlyInAnyOrder(
                        "renamed " + configuration(2),
                        "renamed " + configuration(4),
                        "second " + configuration(1),
                        "second " + configuration(5)));
        RedeliveryContract.check(service, "provider.inbox", Topic.CATALOG, "copy_route_target");
    }

    private static void configure() {
        Commands commands = service.bean(Commands.class);
        for (int number = 0; number < WRITES; number++) {
            UUID id = UUID.randomUUID();
            commands.send(new Configure(ACME, id, details("meanwhile-" + number), NOW));
            commands.send(new Change(ACME, id, details("meanwhile-renamed-" + number), null, NOW));
            commands.send(new RecordTest(ACME, id, TestStatus.SUCCESS, number, "fine", NOW));
            if (number % 2 == 0) {
                commands.send(new Remove(ACME, id, NOW));
            }
        }
    }

    private static ConfigurationDetails details(String name) {
        return new ConfigurationDetails(
                name,
                "openai",
                "openai",
                "https://api.example.com/v1",
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                "ada",
                null,
                Visibility.OWN,
                true);
    }

    private static void define() {
        Commands commands = service.bean(Commands.class);
        for (int number = 0; number < WRITES; number++) {
            String type = "meanwhile-" + number;
            UUID id = TypeDefinition.id(ACME, type);
            commands.send(new DefineType(ACME, id, definition(type, "before"), NOW));
            commands.send(new DefineType(ACME, id, definition(type, "after"), NOW));
            if (number % 2 == 0) {
                commands.send(new RetireType(ACME, id, NOW));
            }
        }
    }

    private static TypeDefinition definition(String type, String displayName) {
        return new TypeDefinition(
                type,
                displayName,
                "openai",
                List.of(),
                null,
                "Authorization",
                "Bearer",
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                false,
                false);
    }

    private static RouteDefined route(UUID id, String name, int... configurations) {
        List<RouteNode> targets = java.util.Arrays.stream(configurations)
                .<RouteNode>mapToObj(number -> new RouteNode.Target(configuration(number), "model"))
                .toList();
        return new RouteDefined(
                ACME, id, name, new RouteNode.Priority(targets), Deadlines.DEFAULT, 3, true, NOW, null, null, null);
    }

    private static UUID configuration(int number) {
        return new UUID(0, number);
    }

    private static void tell(long sequence, ContractEvent event) {
        EventRecord record = new EventRecord(event, UUID.randomUUID().toString(), "catalog", NOW, sequence, null);
        EmbeddedServices.kafka().send(List.of(record.toProducerRecord(Topic.CATALOG.partitions())));
    }

    private static List<String> routes() {
        return service.bean("processorJdbc", JdbcClient.class)
                .sql("select route || ' ' || configuration_id from copy_route_target")
                .query(String.class)
                .list();
    }
}
