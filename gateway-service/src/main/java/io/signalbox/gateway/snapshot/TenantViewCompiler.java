package io.signalbox.gateway.snapshot;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.Enforcement;
import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.CatalogEvent.ModelCatalogued;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.gateway.allowance.Allowance;
import io.signalbox.gateway.allowance.TenantAllowances;
import io.signalbox.gateway.snapshot.TenantView.Audience;
import io.signalbox.gateway.snapshot.TenantView.NamedRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compiles one tenant's view from its own records and the platform's. Used once, then thrown away. */
final class TenantViewCompiler {
    private record Address(UUID configurationId, String model) {}

    private final TenantRecords own;
    private final TargetJoin join;
    private final Map<Address, Target> targets = new LinkedHashMap<>();
    private final Map<Address, ModelCatalogued> catalogued = new HashMap<>();

    TenantViewCompiler(TenantId tenant, TenantRecords own, TenantRecords platform, Adapters adapters) {
        this.own = own;
        this.join = new TargetJoin(tenant, own, platform, adapters);
    }

    TenantView compile() {
        Map<String, Target> byAddress = new HashMap<>();
        Map<String, List<Target>> byModel = new HashMap<>();
        for (Target target : offered()) {
            byAddress.put(target.address(), target);
            byModel.computeIfAbsent(target.model(), model -> new ArrayList<>()).add(target);
        }
        Map<String, NamedRoute> routes = routes();
        Map<ModelType, Target> defaults = new HashMap<>();
        own.defaults.forEach((type, chosen) -> defaults.put(type, target(chosen.configurationId(), chosen.modelId())));
        Map<UUID, Audience> restricted = new HashMap<>();
        own.configurations.forEach((id, configuration) -> {
            Audience audience = Audience.of(configuration);
            if (audience != null) {
                restricted.put(id, audience);
            }
        });
        return new TenantView(
                Map.copyOf(routes),
                Map.copyOf(byAddress),
                Map.copyOf(byModel),
                Map.copyOf(defaults),
                targets.values().stream()
                        .sorted(Comparator.comparing(Target::address))
                        .toList(),
                Map.copyOf(restricted),
                allowances(),
                hardBudget());
    }

    /** Every catalogued model of a known configuration, and the one model a configuration itself names. */
    private List<Target> offered() {
        List<Target> offered = new ArrayList<>();
        own.models.forEach(model -> catalogued.put(new Address(model.configurationId(), model.modelId()), model));
        catalogued.keySet().stream()
                .filter(address -> own.configurations.containsKey(address.configurationId()))
                .sorted(Comparator.comparing(Address::model).thenComparing(Address::configurationId))
                .forEach(address -> offered.add(target(address.configurationId(), address.model())));
        for (ProviderConfigured configuration : own.configurations.values()) {
            String model = configuration.model();
            if (model != null && !catalogued.containsKey(new Address(configuration.configurationId(), model))) {
                offered.add(target(configuration.configurationId(), model));
            }
        }
        return offered;
    }

    private Target target(UUID configurationId, String model) {
        Address address = new Address(configurationId, model);
        Target known = targets.get(address);
        if (known != null) {
            return known;
        }
        ProviderConfigured configuration = own.configurations.get(configurationId);
        Target joined = configuration == null
                ? join.dangling(configurationId, model)
                : join.target(configuration, model, catalogued.get(address));
        targets.put(address, joined);
        return joined;
    }

    /** Of two routes with one name, which only lasts until the catalogue's second word arrives, the later change wins. */
    private Map<String, NamedRoute> routes() {
        Map<String, NamedRoute> byName = new HashMap<>();
        own.routes.stream()
                .filter(RouteDefined::active)
                .sorted(Comparator.comparing(RouteDefined::changedAt))
                .forEach(route -> byName.put(route.name(), route(route)));
        return byName;
    }

    private NamedRoute route(RouteDefined route) {
        RoutePlanCompiler compiler = new RoutePlanCompiler(route.routeId(), this::target);
        RoutePlanNode root = compiler.compile(route.root());
        RoutePlan plan = new RoutePlan(
                route.name(),
                root,
                route.deadlines(),
                route.attemptsMax(),
                route.hedge(),
                route.recovery(),
                kept(route));
        return new NamedRoute(plan, compiler.targets(), route.changedAt());
    }

    private static RoutePlan.@Nullable Kept kept(RouteDefined route) {
        Caching cache = route.cache();
        return cache == null ? null : new RoutePlan.Kept(Duration.ofSeconds(cache.ttlSeconds()), route.changedAt());
    }

    private TenantAllowances allowances() {
        List<Allowance> all = own.allowances.stream()
                .flatMap(set -> Allowance.of(set).stream())
                .toList();
        return all.isEmpty() ? TenantAllowances.NONE : new TenantAllowances(all);
    }

    private boolean hardBudget() {
        return own.allowances.stream()
                .anyMatch(allowance ->
                        allowance.measure() == Measure.COST && allowance.enforcement() == Enforcement.REFUSE);
    }
}
