package io.signalbox.gateway.pipeline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.BuiltInType;
import io.signalbox.adapter.BuiltInTypes;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.AllowanceSet;
import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import io.signalbox.contracts.budget.BudgetEvent.WhenUnreachable;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.Hedge;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.credential.CredentialEvent.CredentialSealed;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.gateway.admission.AccessKeyText;
import io.signalbox.gateway.admission.ActingServices;
import io.signalbox.gateway.admission.Authenticate;
import io.signalbox.gateway.attempt.AttemptEnvironment;
import io.signalbox.gateway.attempt.AttemptLimits;
import io.signalbox.gateway.batches.BatchCalls;
import io.signalbox.gateway.cache.AnswerCache;
import io.signalbox.gateway.cache.CacheProperties;
import io.signalbox.gateway.connection.CallerConnections;
import io.signalbox.gateway.conversation.ReadyTargets;
import io.signalbox.gateway.dialect.responses.ResponseIds;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.grants.ReplicasKey;
import io.signalbox.gateway.health.HealthRules;
import io.signalbox.gateway.health.StateChange;
import io.signalbox.gateway.limits.Limits;
import io.signalbox.gateway.limits.LimitsProperties;
import io.signalbox.gateway.metering.DataPlaneMetrics;
import io.signalbox.gateway.owners.FakeUsageService;
import io.signalbox.gateway.owners.OwnerConnections;
import io.signalbox.gateway.owners.OwnersProperties;
import io.signalbox.gateway.reserves.Drains;
import io.signalbox.gateway.reserves.Reserves;
import io.signalbox.gateway.revocation.KeyFallback;
import io.signalbox.gateway.selection.TargetHealth;
import io.signalbox.gateway.shedding.InFlight;
import io.signalbox.gateway.snapshot.KeyLookup;
import io.signalbox.gateway.snapshot.Records;
import io.signalbox.gateway.snapshot.SnapshotCompiler;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.tracing.RequestTracing;
import io.signalbox.gateway.upstream.Origin;
import io.signalbox.gateway.upstream.Upstream;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.identity.TimeOrderedIds;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.tracing.Sampling;
import io.signalbox.kit.tracing.Tracing;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** A gateway's data plane on a real socket, fed with events as Kafka would bring them. */
final class DataPlaneFixture implements AutoCloseable {
    static final TenantId ACME = new TenantId("acme");
    static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    static final Deadlines QUICK = new Deadlines(1_000, 400, 400, 10_000);
    static final int BODY_MAX = 64 * 1024;
    static final String KEY = keyText("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    final RecordingJournal journal = new RecordingJournal();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Map<UUID, Integer> refusedKeys = new ConcurrentHashMap<>();
    final SnapshotHolder snapshots = new SnapshotHolder();
    KeyFallback fallback = hash -> Mono.error(new IllegalStateException("nobody to ask"));
    AttemptLimits limits = AttemptLimits.DEFAULT;
    Reserves reserves = Reserves.with(Drains.Limits.DEFAULT);
    /** Of the routes that are added next. */
    @Nullable
    Hedge hedge;

    @Nullable
    Caching cache;

    Instant defined = THEN;
    InFlight inFlight = new InFlight(1_000);
    ActingServices acting = token -> {
        throw StandardRefusal.TOKEN_INVALID.refused("no service acts as a key");
    };
    /** Keeps files and batches; usually away. */
    URI vfs = URI.create("http://127.0.0.1:65535");

    Map<String, String> tags = Map.of("team", "search");
    CacheProperties keeping = CacheProperties.DEFAULT;
    final AtomicLong later = new AtomicLong();

    @Nullable
    Recovery recovery;

    long bodiesMax = 1024 * 1024;
    CallerConnections.Limits connectionLimits = new CallerConnections.Limits(
            1_000, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));
    final AtomicInteger refusedConnections = new AtomicInteger();
    RequestTracing tracing = new RequestTracing(
            Tracing.with(SpanProcessor.composite(), new Sampling(0, 0, () -> 0.5, System::nanoTime)), Set.of());
    HealthRules health = HealthRules.DEFAULT;
    /** What changed with a target or a key, as {@code OUT main/small}. */
    record Change(String what, Instant at) {}

    final List<Change> changes = new CopyOnWriteArrayList<>();
    final FakeUsageService usage = new FakeUsageService();
    Duration limitDeadline = Duration.ofSeconds(5);
    private final Map<UUID, GrantedSecret> secrets = new ConcurrentHashMap<>();
    private final Records records = new Records();
    private List<String> moreKeys = List.of();
    private final SnapshotCompiler compiler = new SnapshotCompiler(Adapters.load());
    private final ConnectionProvider connections = ConnectionProvider.create("test");
    private @Nullable DisposableServer server;
    private @Nullable CallerConnections callers;
    private @Nullable Limits limiting;
    private @Nullable OwnerConnections owners;
    private long sequence;

    DataPlaneFixture() {
        BuiltInTypes.load().forEach(this::type);
        key(KEY, null, List.of());
    }

    static String keyText(String secret) {
        String body = "sbx_" + secret;
        return body + AccessKeyText.checksum(body);
    }

    /** That of a provider whose type has these features besides. */
    DataPlaneFixture typeWith(String name, List<String> features) {
        BuiltInTypes.load().stream()
                .filter(type -> type.type().equals(name))
                .forEach(type -> type(
                        type,
                        Stream.concat(type.features().stream(), features.stream())
                                .distinct()
                                .toList()));
        return this;
    }

    private void type(BuiltInType type) {
        type(type, type.features());
    }

    private void type(BuiltInType type, List<String> features) {
        accept(new ProviderTypeDefined(
                TenantId.PLATFORM,
                type.type(),
                type.displayName(),
                type.adapter(),
                type.aliases(),
                type.baseUrl(),
                type.authHeader(),
                type.authPrefix(),
                type.headers(),
                type.requestTemplate(),
                type.settings(),
                features,
                type.requiredEnvironment(),
                type.credentialRequired(),
                true,
                THEN));
    }

    DataPlaneFixture key(String text, @Nullable Long requestsPerMinute, List<String> models) {
        return key(ACME, text, requestsPerMinute, models);
    }

    DataPlaneFixture key(TenantId tenant, String text, @Nullable Long requestsPerMinute, List<String> models) {
        if (requestsPerMinute != null) {
            usage.left.put(NamedId.of("test/" + text), requestsPerMinute);
        }
        accept(new AccessKeyIssued(
                tenant,
                NamedId.of("test/" + text),
                "key",
                null,
                "ada",
                AccessKeyText.hash(text),
                text.substring(0, 12),
                models,
                List.of(),
                requestsPerMinute,
                tags,
                true,
                THEN,
                null));
        return this;
    }

    /** What is known of a configuration's {@code small} besides. */
    DataPlaneFixture features(String name, String type, List<String> features) {
        UUID configuration = NamedId.of("configuration/" + name);
        model(
                configuration,
                type,
                "small",
                new ModelFacts(null, ModelType.LLM, null, null, List.of(), List.of(), features, false));
        return this;
    }

    /** A configuration of that name with one model, {@code small}, at that address. */
    DataPlaneFixture target(String name, String type, String baseUrl) {
        return target(name, type, baseUrl, Map.of());
    }

    DataPlaneFixture target(String name, String type, String baseUrl, Map<String, Object> settings) {
        return target(name, type, type, baseUrl, settings);
    }

    DataPlaneFixture target(String name, String type, String adapter, String baseUrl, Map<String, Object> settings) {
        return accept(name, type, adapter, baseUrl, settings);
    }

    /** As {@link #target(String, String, String)}, with the key {@code sk-<name>} and one more for each of these names. */
    DataPlaneFixture targetWithKeys(String name, String baseUrl, String... more) {
        moreKeys = List.of(more);
        accept(name, "openai", "openai", baseUrl, Map.of());
        moreKeys = List.of();
        return this;
    }

    private UUID seal(String type, String key, String origin) {
        UUID credential = NamedId.of("credential/" + key);
        secrets.put(credential, new GrantedSecret(Secret.of("sk-" + key), 1, origin));
        accept(new CredentialSealed(ACME, credential, "ada", null, type, key, "sk-", origin, 1, true, THEN));
        return credential;
    }

    private DataPlaneFixture accept(
            String name, String type, String adapter, String baseUrl, Map<String, Object> settings) {
        UUID configuration = NamedId.of("configuration/" + name);
        String origin = Origin.of(baseUrl).orElseThrow();
        UUID credential = seal(type, name, origin);
        List<UUID> more = moreKeys.stream().map(key -> seal(type, key, origin)).toList();
        accept(new ProviderConfigured(
                ACME,
                configuration,
                name,
                type,
                adapter,
                baseUrl,
                "small",
                credential,
                Map.of("x-team", "blue"),
                settings,
                "ada",
                null,
                Visibility.TENANT,
                true,
                TestStatus.SUCCESS,
                THEN,
                more));
        model(configuration, type, "small", ModelType.LLM);
        model(configuration, type, "embed", ModelType.EMBEDDING);
        price(type, "input_tokens", "0.000001");
        price(type, "output_tokens", "0.000004");
        return this;
    }

    private void model(UUID configuration, String type, String model, ModelType of) {
        model(configuration, type, model, ModelFacts.ofType(of));
    }

    private void model(UUID configuration, String type, String model, ModelFacts facts) {
        accept(new ModelCatalogued(
                ACME,
                NamedId.of(configuration + "/" + model),
                configuration,
                type,
                model,
                model,
                facts,
                Lifecycle.AVAILABLE,
                false,
                true,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                THEN));
    }

    /** One more model of a configuration, with the price of one meter. */
    DataPlaneFixture offers(String name, String type, String model, ModelType of, String meter, String perUnit) {
        return offers(name, type, model, of, meter, Money.usd(perUnit));
    }

    DataPlaneFixture offers(String name, String type, String model, ModelType of, String meter, Money perUnit) {
        model(NamedId.of("configuration/" + name), type, model, of);
        price(type, model, meter, perUnit);
        return this;
    }

    private void price(String type, String meter, String perUnit) {
        price(type, "small", meter, Money.usd(perUnit));
    }

    private void price(String type, String model, String meter, Money perUnit) {
        accept(new PriceSet(
                TenantId.PLATFORM,
                NamedId.of("price/" + type + model + meter),
                type,
                null,
                model,
                meter,
                0,
                "standard",
                "",
                perUnit,
                THEN,
                THEN));
    }

    /** A configuration with one model, {@code small}, of a type that needs no key. */
    DataPlaneFixture openTarget(String name, String baseUrl) {
        accept(new ProviderTypeDefined(
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
                THEN));
        UUID configuration = NamedId.of("configuration/" + name);
        accept(new ProviderConfigured(
                ACME,
                configuration,
                name,
                "open",
                "openai",
                baseUrl,
                "small",
                null,
                Map.of(),
                Map.of(),
                "ada",
                null,
                Visibility.TENANT,
                true,
                TestStatus.SUCCESS,
                THEN));
        model(configuration, "open", "small", ModelType.LLM);
        return this;
    }

    /** An allowance of that amount, known to the gateway and to whoever gives out shares of it. */
    UUID allowance(Scope scope, String scopeId, Measure measure, long amount, Enforcement enforcement) {
        return allowance(scope, scopeId, measure, amount, enforcement, WhenUnreachable.ALLOW);
    }

    UUID allowance(
            Scope scope,
            String scopeId,
            Measure measure,
            long amount,
            Enforcement enforcement,
            WhenUnreachable whenUnreachable) {
        UUID id = NamedId.of("allowance/" + scope + scopeId + measure + enforcement);
        usage.left.put(id, amount);
        accept(new AllowanceSet(
                ACME,
                id,
                scope,
                scopeId,
                measure,
                BigDecimal.valueOf(amount),
                null,
                measure == Measure.CONCURRENT_REQUESTS ? null : "minute",
                enforcement,
                whenUnreachable,
                THEN));
        return id;
    }

    /** A route that tries the named configurations' {@code small} in this order. */
    DataPlaneFixture route(String name, Deadlines deadlines, int attemptsMax, String... configurations) {
        List<RouteNode> leaves = java.util.Arrays.stream(configurations)
                .map(DataPlaneFixture::leaf)
                .toList();
        return route(name, deadlines, attemptsMax, new RouteNode.Priority(leaves));
    }

    DataPlaneFixture route(String name, Deadlines deadlines, int attemptsMax, RouteNode root) {
        accept(new RouteDefined(
                ACME,
                NamedId.of("route/" + name),
                name,
                root,
                deadlines,
                attemptsMax,
                true,
                defined,
                hedge,
                recovery,
                cache));
        return this;
    }

    /** A configuration's {@code small}. */
    static RouteNode leaf(String configuration) {
        return new RouteNode.Target(NamedId.of("configuration/" + configuration), "small");
    }

    void accept(ContractEvent event) {
        sequence++;
        records.accept(event, sequence);
    }

    DataPlaneFixture start() {
        return start(true);
    }

    DataPlaneFixture start(boolean fresh) {
        compile(fresh);
        Clock clock = Clock.systemUTC();
        Grants grants = new Grants() {
            @Override
            public @Nullable GrantedSecret current(UUID credentialId) {
                return secrets.get(credentialId);
            }

            @Override
            public void refused(UUID credentialId, int version) {
                refusedKeys.put(credentialId, version);
            }
        };
        AttemptEnvironment environment = new AttemptEnvironment(
                journal,
                grants,
                new Upstream(HttpClient.create(connections)),
                new TargetHealth(health, clock, System::nanoTime, grants, this::changed),
                reserves,
                new ReadyTargets(),
                new DataPlaneMetrics(meters),
                tracing,
                limits,
                clock,
                System::nanoTime,
                new Random(7));
        limiting = new Limits(
                        usage.calls(),
                        new UUID(0, 1),
                        new LimitsProperties(limitDeadline, limitDeadline.multipliedBy(4), 100),
                        System::nanoTime)
                .started();
        Pipeline pipeline = new Pipeline(
                snapshots,
                new Authenticate(clock, hash -> fallback.lookUp(hash), token -> acting.verified(token)),
                limiting,
                environment,
                new TimeOrderedIds(clock, new Random(7)),
                new Pipeline.BodyLimits(BODY_MAX, bodiesMax),
                inFlight,
                new ResponseIds(new ReplicasKey(new byte[32])),
                new AnswerCache(keeping, () -> System.nanoTime() + later.get(), meters),
                new BatchCalls(owners(), () -> "Bearer of-the-gateway"));
        callers = new CallerConnections(connectionLimits, refusedConnections::incrementAndGet);
        server = callers.bound(HttpServer.create())
                .host("127.0.0.1")
                .port(0)
                .route(routes -> DataPlaneRoute.add(routes, pipeline))
                .bindNow();
        return this;
    }

    private OwnerConnections owners() {
        URI away = URI.create("http://127.0.0.1:65535");
        OwnerConnections made = new OwnerConnections(new OwnersProperties(
                away,
                away,
                away,
                away,
                vfs,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                10));
        owners = made;
        return made;
    }

    private void changed(Target target, @Nullable UUID credentialId, StateChange change, @Nullable String reason) {
        changes.add(new Change(change + " " + target.address(), Instant.now()));
    }

    void compile(boolean fresh) {
        snapshots.replace(compiler.compile(records, fresh));
    }

    /** What the fallback would be told of a key the snapshot has not. */
    static KeyLookup known(String text) {
        return new KeyLookup.Known(new io.signalbox.gateway.snapshot.AccessKey(
                NamedId.of("test/" + text), ACME, null, null, List.of(), List.of(), null, Map.of(), null));
    }

    Limits limiting() {
        if (limiting == null) {
            throw new IllegalStateException("not started");
        }
        return limiting;
    }

    int port() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.port();
    }

    /** Connections of callers. */
    int open() {
        return callers == null ? 0 : callers.open();
    }

    Caller caller() {
        return new Caller(port(), KEY);
    }

    /** Waits until so many attempts have ended. */
    List<RecordingJournal.Entry> closed(int count) {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (journal.closed.size() < count && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
        return List.copyOf(journal.closed);
    }

    @Override
    public void close() {
        if (server != null) {
            server.disposeNow();
        }
        connections.dispose();
        if (owners != null) {
            owners.close();
        }
        if (limiting != null) {
            limiting.close();
        }
        usage.close();
    }
}
