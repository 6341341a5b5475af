package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent;
import io.signalbox.contracts.catalog.CatalogEvent.Lifecycle;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import io.signalbox.contracts.credential.CredentialEvent.CredentialSealed;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.contracts.provider.ProviderEvent.ProviderTypeDefined;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.contracts.tenant.TenantEvent.TenantOpened;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small tenant's state, piece by piece. */
public final class StateExamples {
    public static final TenantId ACME = new TenantId("acme");
    public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    public static final UUID CREDENTIAL = id(1);
    public static final UUID ACCESS_KEY = id(3);
    public static final String HASH = "a".repeat(64);

    private StateExamples() {}

    public static UUID id(int number) {
        return new UUID(0x7000L, 0x8000_0000_0000_0000L | number);
    }

    /** Configuration {@code main} of type openai with model gpt-4o, route {@code fast} to it, one key. */
    public static List<ContractEvent> whole() {
        return List.of(
                new TenantOpened(ACME, "Acme", NOW),
                type(),
                configured("main", 10),
                catalogued(10, "gpt-4o"),
                price(TenantId.PLATFORM, 20, "0.000002"),
                sealed(1, "https://api.example.com"),
                issued(List.of(), List.of()),
                route("fast", new RouteNode.Target(id(10), "gpt-4o")));
    }

    public static ProviderTypeDefined type() {
        return new ProviderTypeDefined(
                TenantId.PLATFORM,
                "openai",
                "OpenAI",
                "openai",
                List.of(),
                "https://api.example.com/v1",
                "Authorization",
                "Bearer ",
                Map.of("x-type", "1", "x-both", "type"),
                Map.of(),
                Map.of("seed", 1, "topP", 0.5),
                List.of(),
                List.of(),
                true,
                true,
                NOW);
    }

    public static ProviderConfigured configured(String name, int configuration) {
        return configured(name, configuration, Visibility.TENANT, true);
    }

    public static ProviderConfigured configured(String name, int configuration, Visibility visibility, boolean active) {
        return new ProviderConfigured(
                ACME,
                id(configuration),
                name,
                "openai",
                "openai",
                "https://API.example.com:443/v1/",
                null,
                CREDENTIAL,
                Map.of("x-both", "configuration"),
                Map.of("seed", 2),
                "ada",
                null,
                visibility,
                active,
                TestStatus.SUCCESS,
                NOW);
    }

    public static ModelCatalogued catalogued(int configuration, String model) {
        return catalogued(configuration, model, Lifecycle.AVAILABLE);
    }

    public static ModelCatalogued catalogued(int configuration, String model, Lifecycle lifecycle) {
        return new ModelCatalogued(
                ACME,
                UUID.nameUUIDFromBytes((configuration + model).getBytes(StandardCharsets.UTF_8)),
                id(configuration),
                "openai",
                model,
                model,
                ModelFacts.ofType(ModelType.LLM),
                lifecycle,
                false,
                true,
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                NOW);
    }

    public static PriceSet price(TenantId tenant, int number, String perUnit) {
        return new PriceSet(
                tenant,
                id(number),
                "openai",
                null,
                "gpt-4o",
                "input_tokens",
                0,
                "standard",
                "",
                Money.usd(perUnit),
                NOW,
                NOW);
    }

    public static CredentialSealed sealed(int version, String origin) {
        return new CredentialSealed(ACME, CREDENTIAL, "ada", null, "openai", "main", "sk-", origin, version, true, NOW);
    }

    public static AccessKeyIssued issued(List<String> models, List<String> routes) {
        return issued(models, routes, null);
    }

    public static AccessKeyIssued issued(List<String> models, List<String> routes, @Nullable String user) {
        return new AccessKeyIssued(
                ACME,
                ACCESS_KEY,
                "app",
                null,
                user,
                HASH,
                "sbx_abcdefgh",
                models,
                routes,
                null,
                Map.of("team", "search"),
                true,
                NOW,
                null);
    }

    public static RouteDefined route(String name, RouteNode root) {
        return new RouteDefined(
                ACME,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                name,
                root,
                Deadlines.DEFAULT,
                3,
                true,
                NOW,
                null,
                null,
                null);
    }

    public static CatalogEvent.DefaultModelSet defaultModel(int configuration, String model) {
        return new CatalogEvent.DefaultModelSet(ACME, ModelType.LLM, id(configuration), model, NOW);
    }
}
