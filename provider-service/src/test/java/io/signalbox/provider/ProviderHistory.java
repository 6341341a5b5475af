package io.signalbox.provider;

import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.TestStatus;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.provider.configuration.ConfigurationDetails;
import io.signalbox.provider.configuration.ConfigurationEvent;
import io.signalbox.provider.discovery.DiscoveryEvent;
import io.signalbox.provider.type.ProviderTypeEvent;
import io.signalbox.provider.type.TypeDefinition;
import io.signalbox.testkit.contract.StoredHistory;
import io.signalbox.testkit.embedded.TestService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A history with removals, renames and corrections, always the same for one seed. */
final class ProviderHistory {
    static final List<TenantId> TENANTS = List.of(new TenantId("history-one"), new TenantId("history-two"));

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.123456Z");
    private static final int TYPES = 200;
    private static final int LISTS = 20;
    private static final int MODELS = 100;

    private record Configuration(TenantId tenant, UUID id) {}

    private final StoredHistory history;
    private final Random random;
    private final String name;
    private final List<Configuration> configurations = new ArrayList<>();
    private final Map<UUID, String> names = new HashMap<>();
    private final Map<UUID, List<UUID>> keys = new HashMap<>();
    private final Set<UUID> types = new LinkedHashSet<>();
    private final Set<String> models = new LinkedHashSet<>();
    private long step;

    ProviderHistory(TestService service, long seed) {
        this.history = new StoredHistory(service);
        this.random = new Random(seed);
        this.name = "h" + seed + "-";
    }

    /** So many events of each kind of aggregate. */
    void of(int events) {
        for (int event = 0; event < events; event++) {
            configuration();
            type();
            model();
        }
        history.store();
    }

    private void configuration() {
        int dice = random.nextInt(20);
        if (configurations.isEmpty() || dice < 3) {
            var made = new Configuration(some(TENANTS), id("configuration"));
            configurations.add(made);
            happened(new ConfigurationEvent.Configured(made.tenant(), made.id(), details(made), now()));
            return;
        }
        Configuration known = some(configurations);
        if (dice < 10) {
            happened(new ConfigurationEvent.Changed(known.tenant(), known.id(), details(known), now()));
        } else if (dice < 13) {
            happened(new ConfigurationEvent.KeyRotated(known.tenant(), known.id(), id("key"), "sk-" + step, now()));
        } else if (dice < 15) {
            key(known);
        } else if (dice < 18) {
            happened(new ConfigurationEvent.ConnectionTested(
                    known.tenant(),
                    known.id(),
                    random.nextBoolean() ? TestStatus.SUCCESS : TestStatus.FAILED,
                    step(),
                    "said " + step,
                    now()));
        } else {
            configurations.remove(known);
            happened(new ConfigurationEvent.Removed(
                    known.tenant(), known.id(), names.getOrDefault(known.id(), ""), now()));
        }
    }

    private void key(Configuration of) {
        List<UUID> held = keys.computeIfAbsent(of.id(), known -> new ArrayList<>());
        if (!held.isEmpty() && random.nextInt(3) == 0) {
            happened(new ConfigurationEvent.KeyRemoved(of.tenant(), of.id(), held.removeFirst(), now()));
        } else {
            UUID added = id("key");
            held.add(added);
            happened(new ConfigurationEvent.KeyAdded(of.tenant(), of.id(), added, "key-" + step, "sk-" + step, now()));
        }
    }

    private void happened(ConfigurationEvent event) {
        history.happened("ProviderConfiguration", event.configurationId(), event);
    }

    private ConfigurationDetails details(Configuration of) {
        String called = name + "configuration-" + step();
        names.put(of.id(), called);
        return new ConfigurationDetails(
                called,
                "openai",
                "openai",
                "https://api-" + step + ".example.com/v1",
                random.nextBoolean() ? "model-" + step : null,
                random.nextBoolean() ? id("key") : null,
                random.nextBoolean() ? "sk-" + step : null,
                random.nextBoolean() ? Map.of("x-step", "" + step) : Map.of(),
                Map.of("maxTokens", step, "temperature", "0." + step),
                "owner-" + random.nextInt(5),
                random.nextBoolean() ? id("project") : null,
                some(List.of(Visibility.values())),
                random.nextBoolean());
    }

    private void type() {
        TenantId tenant = some(TENANTS);
        String type = name + random.nextInt(TYPES);
        UUID id = TypeDefinition.id(tenant, type);
        boolean retired = types.contains(id) && random.nextInt(4) == 0;
        ProviderTypeEvent event = retired
                ? new ProviderTypeEvent.TypeRetired(tenant, id, type, now())
                : new ProviderTypeEvent.TypeDefined(tenant, id, definition(type), now());
        if (retired) {
            types.remove(id);
        } else {
            types.add(id);
        }
        history.happened("ProviderType", id, event);
    }

    private TypeDefinition definition(String type) {
        return new TypeDefinition(
                type,
                "Type " + step(),
                "openai",
                random.nextBoolean() ? List.of("alias-" + step) : List.of(),
                random.nextBoolean() ? "https://type-" + step + ".example.com" : null,
                "Authorization",
                "Bearer",
                Map.of("x-step", "" + step),
                Map.of("step", step),
                Map.of("seed", step),
                List.of("tools"),
                List.of(),
                random.nextBoolean(),
                false);
    }

    private void model() {
        int list = random.nextInt(LISTS);
        TenantId tenant = TENANTS.get(list % TENANTS.size());
        UUID configuration = NamedId.of(name + "list-" + list);
        String model = "model-" + random.nextInt(MODELS);
        int dice = random.nextInt(10);
        DiscoveryEvent event;
        if (dice < 3 && models.remove(list + model)) {
            event = new DiscoveryEvent.ModelLost(tenant, configuration, model, now());
        } else if (dice == 3) {
            event = new DiscoveryEvent.DiscoveryFinished(
                    tenant, configuration, List.of(model), List.of(), List.of(), 1, now());
        } else {
            models.add(list + model);
            event = new DiscoveryEvent.ModelFound(
                    tenant,
                    configuration,
                    "openai",
                    "openai",
                    model,
                    Map.of("id", model, "step", step()),
                    ModelFacts.ofType(ModelType.LLM),
                    now());
        }
        history.happened("DiscoveredModels", NamedId.of("discovery/" + configuration), event);
    }

    private UUID id(String kind) {
        return NamedId.of(name + kind + step());
    }

    private <T> T some(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    private long step() {
        return ++step;
    }

    private Instant now() {
        return NOW.plusSeconds(step());
    }
}
