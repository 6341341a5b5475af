package io.signalbox.kit.web;

import com.nimbusds.jwt.JWTClaimsSet;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.ReportPeriod;
import io.signalbox.kit.idempotency.AnswerHoldsSecret;
import io.signalbox.kit.problem.OperatingErrorSign;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.IdentityDirectory;
import io.signalbox.kit.security.OpenPath;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.security.TokenSigner;
import io.signalbox.kit.security.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Starts the sample on ephemeral ports, without a database, as the gateway does. */
final class SampleService implements AutoCloseable {
    static final String TENANT = "acme";

    record Thing(
            String name,
            int size,
            @Nullable Instant since,
            @Nullable TenantId owner) {}

    record Answer(int status, String body, java.net.http.HttpHeaders headers) {}

    @RestController
    static class ThingController {
        final AtomicInteger counted = new AtomicInteger();
        final CountDownLatch slowMayEnd = new CountDownLatch(1);

        @GetMapping("/api/things")
        Page<Integer> list(PageRequest page, @RequestParam(required = false) @Nullable Boolean active) {
            int from = page.after(1)
                    .map(cursor -> Integer.parseInt(cursor.values().getFirst()))
                    .orElse(0);
            List<Integer> rows = IntStream.rangeClosed(from + 1, Math.min(120, from + page.limitPlusOne()))
                    .boxed()
                    .toList();
            return Page.of(rows, page, Cursor::at);
        }

        @GetMapping("/api/things/{id}")
        ResponseEntity<Map<String, String>> get(@PathVariable UUID id, IfMatch ifMatch) {
            ifMatch.check(7);
            return ResponseEntity.ok().eTag(IfMatch.tag(7)).body(Map.of("id", id.toString()));
        }

        @PostMapping("/api/things")
        Thing make(@RequestBody Thing thing, Caller caller) {
            caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
            return thing;
        }

        @PostMapping("/api/counted")
        ResponseEntity<Map<String, Integer>> count(@RequestBody Thing thing) {
            if (thing.size() < 0) {
                throw StandardRefusal.CONCURRENT_CHANGE.refused();
            }
            int now = counted.incrementAndGet();
            return ResponseEntity.created(URI.create("/api/things/" + now)).body(Map.of("count", now));
        }

        @PostMapping("/api/secret")
        @AnswerHoldsSecret
        ResponseEntity<String> secret() {
            return ResponseEntity.created(URI.create("/api/secret/" + counted.incrementAndGet()))
                    .body("shown once");
        }

        @PostMapping("/api/slow")
        ResponseEntity<Map<String, Integer>> slow() throws InterruptedException {
            slowMayEnd.await();
            return ResponseEntity.ok(Map.of("count", counted.incrementAndGet()));
        }

        @GetMapping("/api/who")
        Map<String, Object> who(Caller caller) {
            return Map.of(
                    "tenant", caller.tenant().value(),
                    "subject", caller.subject(),
                    "virtual", Thread.currentThread().isVirtual());
        }

        @GetMapping("/api/span")
        Map<String, String> span(ReportPeriod period) {
            return Map.of("from", period.from().toString(), "to", period.to().toString());
        }

        @GetMapping("/api/broken")
        String broken() {
            throw new IllegalStateException("a text nobody outside may read");
        }

        @GetMapping("/api/away")
        String away() {
            throw new UncheckedIOException(new IOException("connection refused"));
        }

        @GetMapping("/api/gone")
        String gone() {
            throw StandardRefusal.NOT_FOUND.refused("The thing");
        }

        @GetMapping("/internal/things")
        String internal(Caller caller) {
            return caller.subject() + "@" + caller.tenant();
        }

        @GetMapping("/console")
        String open() {
            return "open";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ThingController.class)
    static class Sample {
        @Bean
        OpenPath console() {
            return new OpenPath(HttpMethod.GET, "/console");
        }

        @Bean
        OperatingErrorSign fileAway() {
            return UncheckedIOException.class::isInstance;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ReactiveWebServerApplicationContext context;
    private final Path identity;

    SampleService(Path identity, Class<?>... more) throws IOException {
        this.identity = identity;
        IdentityDirectory.create(identity, List.of("sample", "other", "credential"));
        context = (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(Sample.class)
                .sources(more)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--spring.config.import=classpath:service-defaults.yml",
                        "--spring.config.name=none",
                        "--spring.application.name=sample",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.autoconfigure.exclude=" + withoutDatabase(),
                        "--signalbox.identity.directory=" + identity);
    }

    private static final List<String> NEED_NO_DATABASE = List.of(
            "io.signalbox.kit.api.",
            "io.signalbox.kit.contractjson.",
            "io.signalbox.kit.egress.",
            "io.signalbox.kit.idempotency.",
            "io.signalbox.kit.identity.",
            "io.signalbox.kit.problem.",
            "io.signalbox.kit.security.",
            "io.signalbox.kit.telemetry.");

    /** Everything of the kit that stands on a database, and the frameworks' own that would look for one. */
    private static String withoutDatabase() {
        Stream<String> ours = ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
                .filter(name -> name.startsWith("io.signalbox.kit."))
                .filter(name -> NEED_NO_DATABASE.stream().noneMatch(name::startsWith));
        return Stream.concat(
                        ours,
                        Stream.of(
                                "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
                                "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration",
                                "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration"))
                .collect(Collectors.joining(","));
    }

    int port() {
        return context.getWebServer().getPort();
    }

    int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    Answer get(String path, @Nullable String token, String... headers) {
        return send(port(), "GET", path, null, token, headers);
    }

    Answer send(
            int port, String method, String path, @Nullable String body, @Nullable String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && headers.length == 0) {
            request.header("content-type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String user(String... roles) {
        return token("credential", user(roles, Instant.now().plusSeconds(60)));
    }

    static JWTClaimsSet user(String[] roles, Instant end) {
        return new JWTClaimsSet.Builder()
                .issuer(TokenVerifier.USER_ISSUER)
                .subject("ada")
                .audience(TokenVerifier.AUDIENCE)
                .claim(TokenVerifier.TENANT_CLAIM, TENANT)
                .claim(TokenVerifier.ROLES_CLAIM, List.of(roles))
                .expirationTime(Date.from(end))
                .build();
    }

    String token(String keyId, JWTClaimsSet claims) {
        return TokenSigner.read(identity, keyId).sign(claims);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }
}
