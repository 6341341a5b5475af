package io.signalbox.catalog;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.provider.ProviderEvent.ModelDiscovered;
import io.signalbox.contracts.provider.ProviderEvent.ModelGone;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.kafka.EventRecord;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestService;
import io.signalbox.testkit.traces.TraceReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One catalog service for all tests of this JVM, with what the provider service would tell it. */
public final class RunningCatalog {
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId OTHER = new TenantId("other");
    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final TestDatabase database;
    private final TestService service;
    private final TraceReceiver traces = new TraceReceiver();

    private RunningCatalog() {
        EmbeddedServices.kafka().empty();
        database = EmbeddedServices.postgres().database("catalog");
        service = TestService.start(
                CatalogServiceApplication.class, database, "--signalbox.tracing.endpoint=" + traces.endpoint());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        tell(type("openai", List.of()));
        tell(type("google", List.of("gemini")));
    }

    private static final class Holder {
        static final RunningCatalog ONE = new RunningCatalog();
    }

    /** The one. */
    public static RunningCatalog get() {
        return Holder.ONE;
    }

    /** Where it tells its traces. */
    public TraceReceiver traces() {
        return traces;
    }

    public TestService service() {
        return service;
    }

    public TestDatabase database() {
        return database;
    }

    /** As somebody with those roles. */
    public TestHttp as(TenantId tenant, Role... roles) {
        return service.http().as(EmbeddedServices.identity().user(tenant, "somebody", roles));
    }

    /** As an administrator of {@link #ACME}. */
    public TestHttp acme() {
        return as(ACME, Role.ADMINISTRATOR);
    }

    /** Says it on the topic as its owner would, newer than everything said before. */
    public void tell(ContractEvent event) {
        EventRecord record =
                new EventRecord(event, UUID.randomUUID().toString(), "provider", NOW, SEQUENCE.incrementAndGet(), null);
        EmbeddedServices.kafka().send(List.of(record.toProducerRecord(Topic.PROVIDER.partitions())));
    }

    /** A configuration of ours, told. */
    public UUID configuration(String name) {
        return configuration(ACME, name);
    }

    public UUID configuration(TenantId tenant, String name) {
        UUID id = UUID.randomUUID();
        tell(configured(tenant, id, name, TestStatus.PENDING, true));
        return id;
    }

    public static ProviderConfigured configured(
            TenantId tenant, UUID id, String name, TestStatus tested, boolean active) {
        return new ProviderConfigured(
                tenant,
                id,
                name,
                "openai",
                "openai",
                "https://api.openai.com/v1",
                null,
                null,
                Map.of(),
                Map.of(),
                "somebody",
                null,
                Visibility.TENANT,
                active,
                tested,
                NOW);
    }

    public static ModelDiscovered discovered(UUID configuration, String model, ModelFacts facts) {
        return new ModelDiscovered(
                ACME,
                configuration,
                "openai",
                "openai",
                model,
                Map.of("id", model, "object", "model", "created", "2024-05-10T18:50:49Z", "owned_by", "system"),
                facts,
                NOW);
    }

    public static ModelDiscovered discovered(UUID configuration, String model) {
        return discovered(configuration, model, ModelFacts.ofType(ModelType.LLM));
    }

    public static ModelGone gone(UUID configuration, String model) {
        return new ModelGone(ACME, configuration, model, NOW);
    }

    private static ProviderTypeDefined type(String type, List<String> aliases) {
        return new ProviderTypeDefined(
                TenantId.PLATFORM,
                type,
                type,
                "openai",
                aliases,
                null,
                "Authorization",
                "Bearer",
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                true,
                true,
                NOW);
    }

    /** The last state published under that key, or null. */
    public static <T extends ContractEvent> List<T> published(String key, Class<T> kind) {
        return EmbeddedServices.kafka().records(Topic.CATALOG).stream()
                .filter(record -> record.key().equals(key)
                        && new String(
                                        record.headers().lastHeader("ce_type").value(),
                                        java.nio.charset.StandardCharsets.UTF_8)
                                .equals(kind.getSimpleName()))
                .map(record -> read(record.value(), kind))
                .toList();
    }

    private static <T> T read(byte[] json, Class<T> kind) {
        try {
            return ContractJson.mapper().readValue(json, kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
