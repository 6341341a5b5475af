package io.signalbox.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.audit.AuditEvent.AuditRecorded;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.credential.accesskey.AccessKeyCommand.ChangeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.IssueAccessKey;
import io.signalbox.credential.accesskey.AccessKeyCommand.RevokeAccessKey;
import io.signalbox.credential.accesskey.AccessKeyProjection;
import io.signalbox.credential.accesskey.AccessKeyTerms;
import io.signalbox.credential.apikey.ProviderKeyCommand.RevokeProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.RotateProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.StoreProviderKey;
import io.signalbox.credential.apikey.ProviderKeyCommand.SwitchProviderKey;
import io.signalbox.credential.apikey.ProviderKeyProjection;
import io.signalbox.credential.directory.DirectoryProjection;
import io.signalbox.credential.revocation.RevocationProjection;
import io.signalbox.credential.tenant.TenantCommand.CloseProject;
import io.signalbox.credential.tenant.TenantCommand.CloseTenant;
import io.signalbox.credential.tenant.TenantCommand.OpenProject;
import io.signalbox.credential.tenant.TenantCommand.OpenTenant;
import io.signalbox.credential.tenant.TenantCommand.RenameProject;
import io.signalbox.credential.tenant.TenantCommand.RenameTenant;
import io.signalbox.credential.user.UserCommand.ChangeUser;
import io.signalbox.credential.user.UserCommand.RegisterUser;
import io.signalbox.credential.user.UserCommand.RemoveUser;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.testkit.contract.RedeliveryContract;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every read model can be thrown away and comes back the same, after a random history and while writes go on. */
class ReadModelsTest {
    private static final long SEED = 20260615;
    private static final int THINGS = 60;

    /** Of tenants, access keys and provider keys; together what a proof needs. */
    private static final int EVENTS_EACH = RebuildContract.EVENTS_MIN / 3 + 1;

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");

    private static CredentialService service;
    private static final Random RANDOM = new Random(SEED);
    private static final AtomicInteger TENANTS = new AtomicInteger();

    @BeforeAll
    static void start() {
        service = new CredentialService();
        // Nobody has secrets of the tenants that close in this history.
        service.running()
                .bean(EventProcessingConfiguration.class)
                .eventProcessor("credential.closing", StreamingEventProcessor.class)
                .orElseThrow()
                .shutDown();
        new CredentialHistory(service.running(), SEED).of(EVENTS_EACH);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void the_directory_is_rebuilt_the_same() {
        directoryHistory();
        RebuildContract.check(
                service.running(),
                DirectoryProjection.PROCESSOR,
                ReadModelsTest::directoryHistory,
                "directory_tenant",
                "directory_project",
                "directory_user");
    }

    @Test
    void access_keys_are_rebuilt_the_same() {
        accessKeyHistory();
        RebuildContract.check(
                service.running(), AccessKeyProjection.PROCESSOR, ReadModelsTest::accessKeyHistory, "access_key");
    }

    @Test
    void provider_keys_are_rebuilt_the_same() {
        providerKeyHistory();
        RebuildContract.check(
                service.running(), ProviderKeyProjection.PROCESSOR, ReadModelsTest::providerKeyHistory, "provider_key");
    }

    @Test
    void revocations_are_rebuilt_the_same_in_the_same_places() {
        accessKeyHistory();
        providerKeyHistory();
        RebuildContract.check(
                service.running(), RevocationProjection.PROCESSOR, ReadModelsTest::accessKeyHistory, "revocation");
    }

    @Test
    void audit_records_that_come_again_are_not_recorded_again() {
        EmbeddedServices.kafka()
                .send(IntStream.range(0, THINGS)
                        .mapToObj(ReadModelsTest::auditRecord)
                        .toList());
        RedeliveryContract.check(service.running(), "credential.audit", Topic.AUDIT, "audit_entry", "audit_head");
    }

    @Test
    void uses_of_keys_that_are_told_again_count_once() {
        UUID credential = UUID.randomUUID();
        EmbeddedServices.kafka()
                .send(IntStream.range(0, THINGS)
                        .mapToObj(number -> use(credential, number))
                        .toList());
        RedeliveryContract.check(service.running(), "credential.key-use", Topic.USAGE_RECORD, "provider_key_use");
        assertThat(service.running()
                        .bean("processorJdbc", JdbcClient.class)
                        .sql("select usage_count from provider_key_use where credential_id = ?")
                        .param(credential)
                        .query(Long.class)
                        .single())
                .isEqualTo(THINGS);
    }

    @Test
    void the_whole_history_is_published() {
        RebuildContract.awaitCaughtUp(service.running(), "credential.outbox");
        assertThat(EmbeddedServices.kafka().end(Topic.TENANT)).isPositive();
        assertThat(EmbeddedServices.kafka().end(Topic.CREDENTIAL)).isGreaterThanOrEqualTo(2L * EVENTS_EACH);
    }

    private static ProducerRecord<String, byte[]> use(UUID credential, int number) {
        UUID requestId = new UUID((NOW.toEpochMilli() << 16) | 0x7000L, number);
        UsageRecorded used = new UsageRecorded(
                new TenantId("uses"),
                requestId,
                1,
                true,
                null,
                null,
                UUID.randomUUID(),
                Map.of(),
                "chat",
                "openai",
                false,
                null,
                "gpt",
                UUID.randomUUID(),
                "openai",
                credential,
                "gpt",
                "gpt",
                Outcome.SUCCEEDED,
                null,
                200,
                null,
                "standard",
                Map.of(),
                false,
                NOW.plusSeconds(number),
                NOW.plusSeconds(number),
                null,
                1,
                List.of(),
                null,
                null);
        return new EventRecord(used, requestId + "/1", "gateway", NOW, null, null)
                .toProducerRecord(TestKafka.partitions(Topic.USAGE_RECORD));
    }

    private static ProducerRecord<String, byte[]> auditRecord(int number) {
        AuditRecorded recorded = new AuditRecorded(
                new TenantId("tenant-" + number % 3),
                UUID.randomUUID(),
                "provider",
                "ada",
                "configuration.test",
                "configuration/" + number,
                number % 2 == 0 ? "allowed" : "refused",
                null,
                Map.of(),
                NOW);
        return new EventRecord(recorded, recorded.auditId().toString(), "provider", NOW, null, null)
                .toProducerRecord(Topic.AUDIT.partitions());
    }

    private static void directoryHistory() {
        Commands commands = commands();
        for (int i = 0; i < THINGS; i++) {
            TenantId tenant = new TenantId("random-" + TENANTS.incrementAndGet());
            UUID project = UUID.randomUUID();
            commands.send(new OpenTenant(tenant, "name", "ada", NOW));
            commands.send(new OpenProject(tenant, project, "project", "ada", NOW));
            commands.send(new RegisterUser(tenant, "grace", null, Set.of(Role.DEVELOPER), "ada", NOW));
            sometimes(() -> commands.send(new RenameTenant(tenant, "other", "ada", NOW)));
            sometimes(() -> commands.send(new RenameProject(tenant, project, "renamed", "ada", NOW)));
            sometimes(() -> commands.send(
                    new ChangeUser(tenant, "grace", "Grace", Set.of(Role.AUDITOR, Role.FINANCE), "ada", NOW)));
            sometimes(() -> commands.send(new CloseProject(tenant, project, "ada", NOW)));
            sometimes(() -> {
                commands.send(new RemoveUser(tenant, "grace", "ada", NOW));
                sometimes(() ->
                        commands.send(new RegisterUser(tenant, "grace", "Again", Set.of(Role.OPERATOR), "ada", NOW)));
            });
            sometimes(() -> commands.send(new CloseTenant(tenant, "ada", NOW)));
        }
    }

    private static void accessKeyHistory() {
        Commands commands = commands();
        TenantId tenant = new TenantId("keys");
        for (int i = 0; i < THINGS; i++) {
            UUID id = UUID.randomUUID();
            commands.send(new IssueAccessKey(
                    tenant, id, null, "grace", "hash-" + id, "sbx_12345678", terms("app " + i), "ada", NOW));
            sometimes(() -> commands.send(new ChangeAccessKey(tenant, id, terms("renamed"), "ada", NOW)));
            sometimes(() -> commands.send(new ChangeAccessKey(tenant, id, terms("corrected"), "ada", NOW)));
            sometimes(() -> commands.send(new RevokeAccessKey(tenant, id, "ada", NOW)));
        }
    }

    private static void providerKeyHistory() {
        Commands commands = commands();
        TenantId tenant = new TenantId("keys");
        String origin = "https://api.example.com";
        for (int i = 0; i < THINGS; i++) {
            UUID id = UUID.randomUUID();
            commands.send(new StoreProviderKey(
                    tenant, id, "ada", null, "openai", "key " + i, "sk-", origin, null, "ada", NOW));
            sometimes(() -> commands.send(new RotateProviderKey(tenant, id, 2, "sk-n", origin, true, "ada", NOW)));
            sometimes(() -> commands.send(new SwitchProviderKey(tenant, id, false, "ada", NOW)));
            sometimes(() -> commands.send(new RevokeProviderKey(tenant, id, "ada", NOW)));
        }
    }

    private static AccessKeyTerms terms(String name) {
        return new AccessKeyTerms(
                name, List.of("sim-small"), List.of(), RANDOM.nextLong(1, 100), Map.of("team", name), true, null);
    }

    private static void sometimes(Runnable step) {
        if (RANDOM.nextInt(3) > 0) {
            step.run();
        }
    }

    private static Commands commands() {
        return service.running().bean(Commands.class);
    }
}
