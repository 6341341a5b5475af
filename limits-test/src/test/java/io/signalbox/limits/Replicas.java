package io.signalbox.limits;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.gateway.GatewayServiceApplication;
import io.signalbox.gateway.admission.AccessKeyText;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.testkit.embedded.EmbeddedServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Several whole gateways before one provider, which counts for itself what it is asked. */
final class Replicas implements AutoCloseable {
    static final TenantId ACME = new TenantId("acme");
    static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID CONFIGURATION = NamedId.of("configuration/main");
    private static final String ASK =
            "{\"model\":\"main/small\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String ANSWER =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"small\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}}";

    final AtomicInteger asked = new AtomicInteger();
    private final List<ConfigurableApplicationContext> gateways = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DisposableServer provider = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> {
                asked.incrementAndGet();
                return request.receive()
                        .then(response.header("content-type", "application/json")
                                .sendString(Mono.just(ANSWER))
                                .then());
            })
            .bindNow();

    /** Starts so many, which ask that usage service for their shares. */
    Replicas(int count, Path directory, String usageUrl) {
        for (int each = 1; each <= count; each++) {
            gateways.add(GatewayServiceApplication.builder()
                    .run(
                            "--server.port=0",
                            "--management.server.port=0",
                            "--signalbox.kafka.bootstrap-servers="
                                    + EmbeddedServices.kafka().bootstrapServers(),
                            "--signalbox.identity.directory="
                                    + EmbeddedServices.identity().directory(),
                            "--signalbox.egress.allow=127.0.0.0/8",
                            "--signalbox.gateway.directory=" + directory.resolve("gateway-" + each),
                            "--signalbox.owners.usage=" + usageUrl,
                            // A busy machine is not what is tested here.
                            "--signalbox.gateway.limits.deadline=10s",
                            "--signalbox.gateway.limits.answer-timeout=20s",
                            "--spring.autoconfigure.exclude=" + notTheGateways()));
        }
    }

    /** A gateway has no database and no event store; here they are on the class path, because this service has both. */
    private static String notTheGateways() {
        Stream<String> known = StreamSupport.stream(
                ImportCandidates.load(AutoConfiguration.class, Replicas.class.getClassLoader())
                        .spliterator(),
                false);
        return known.filter(name -> name.startsWith("org.axonframework.")
                        || name.startsWith("io.signalbox.kit.eventstore.")
                        || name.matches("org\\.springframework\\.boot\\..*\\.(jdbc|flyway|sql|transaction)\\..*")
                        // As in the defaults of all services, which this list takes the place of.
                        || name.matches(".*OpenTelemetry(Logging)?AutoConfiguration"))
                .collect(Collectors.joining(","));
    }

    int count() {
        return gateways.size();
    }

    /** What Kafka has to tell for the keys to open a configuration {@code main} with a model {@code small}. */
    List<ContractEvent> state(String... keys) {
        List<ContractEvent> events = new ArrayList<>(List.of(type(), configured(), catalogued("small", ModelType.LLM)));
        for (String key : keys) {
            events.add(issued(key, null));
        }
        return events;
    }

    /** Whether all know this many allowances' worth: that a call with the key would find a limit. */
    boolean know(String key) {
        return gateways.stream()
                .map(gateway -> gateway.getBean(SnapshotHolder.class).current())
                .allMatch(snapshot -> !snapshot.allowances(ACME).isEmpty()
                        && snapshot.key(AccessKeyText.hash(text(key)))
                                instanceof io.signalbox.gateway.snapshot.KeyLookup.Known);
    }

    /** Asks one of them. */
    CompletableFuture<HttpResponse<String>> ask(int gateway, String key) {
        String port = gateways.get(gateway).getEnvironment().getRequiredProperty("local.server.port");
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                        .timeout(Duration.ofSeconds(30))
                        .header("authorization", "Bearer " + text(key))
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(ASK))
                        .build(),
                BodyHandlers.ofString());
    }

    static String text(String key) {
        String body = "sbx_" + (key + "a".repeat(43)).substring(0, 43);
        return body + AccessKeyText.checksum(body);
    }

    static AccessKeyIssued issued(String key, @Nullable Long requestsPerMinute) {
        return new AccessKeyIssued(
                ACME,
                NamedId.of("access-key/" + key),
                key,
                null,
                "ada",
                AccessKeyText.hash(text(key)),
                "sbx_12345678",
                List.of(),
                List.of(),
                requestsPerMinute,
                Map.of(),
                true,
                THEN,
                null);
    }

    private static ProviderTypeDefined type() {
        return new ProviderTypeDefined(
                ACME,
                "open",
                "open",
                "openai",
                List.of(),
                null,
                "authorization",
                "",
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                false,
                false,
                THEN);
    }

    private ProviderConfigured configured() {
        return new ProviderConfigured(
                ACME,
                CONFIGURATION,
                "main",
                "open",
                "openai",
                "http://127.0.0.1:" + provider.port() + "/v1",
                null,
                null,
                Map.of(),
                Map.of(),
                "ada",
                null,
                Visibility.TENANT,
                true,
                TestStatus.SUCCESS,
                THEN);
    }

    static ModelCatalogued catalogued(String model, ModelType type) {
        return new ModelCatalogued(
                ACME,
                NamedId.of("model/" + model),
                CONFIGURATION,
                "open",
                model,
                model,
                ModelFacts.ofType(type),
                Lifecycle.AVAILABLE,
                false,
                true,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                THEN);
    }

    @Override
    public void close() {
        gateways.forEach(ConfigurableApplicationContext::close);
        provider.disposeNow();
    }
}
