package io.signalbox.gateway.snapshot;

import io.signalbox.adapter.Operation;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigured;
import io.signalbox.gateway.allowance.TenantAllowances;
import io.signalbox.gateway.snapshot.Resolution.NotAllowed;
import io.signalbox.gateway.snapshot.Resolution.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant's keys can ask for. All names are resolved here, the key's own limits included.
 *
 * @param routes active routes by name
 * @param byAddress catalogued targets by {@code configuration/model}
 * @param byModel the same by model id
 * @param named every target anything names, routes' dangling ones included
 * @param restricted configurations not everybody in the tenant may use
 */
record TenantView(
        Map<String, NamedRoute> routes,
        Map<String, Target> byAddress,
        Map<String, List<Target>> byModel,
        Map<ModelType, Target> defaults,
        Collection<Target> named,
        Map<UUID, Audience> restricted,
        TenantAllowances allowances,
        boolean hardBudget) {
    static final TenantView EMPTY =
            new TenantView(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Map.of(), TenantAllowances.NONE, false);

    /** What a caller writes, or leaves out, to get the tenant's default model. */
    static final String DEFAULT = "default";

    private static final int CANDIDATES_MAX = 5;

    private static final Set<Unavailability> DANGLING = Set.of(
            Unavailability.CONFIGURATION_UNKNOWN,
            Unavailability.TYPE_UNKNOWN,
            Unavailability.ADAPTER_UNKNOWN,
            Unavailability.MODEL_UNKNOWN,
            Unavailability.CREDENTIAL_UNKNOWN);

    /** Who may use a configuration that is not for the whole tenant. */
    record Audience(@Nullable String owner, @Nullable UUID projectId) {
        /** Null when everybody in the tenant may. */
        static @Nullable Audience of(ProviderConfigured configuration) {
            return switch (configuration.visibility()) {
                case OWN -> new Audience(configuration.owner(), null);
                case PROJECT -> new Audience(configuration.owner(), configuration.projectId());
                case TENANT -> null;
            };
        }

        boolean includes(AccessKey key) {
            return (owner != null && owner.equals(key.user()))
                    || (projectId != null && projectId.equals(key.projectId()));
        }
    }

    /** A route with what {@code /v1/models} says of it. */
    record NamedRoute(RoutePlan plan, List<Target> targets, Instant since) {}

    Collection<Target> targets() {
        return named;
    }

    long unresolved() {
        return named.stream()
                .map(Target::unavailable)
                .filter(why -> why != null && DANGLING.contains(why))
                .count();
    }

    Resolution resolve(AccessKey key, String model, Operation operation) {
        NamedRoute route = routes.get(model);
        if (route != null) {
            return allows(key, route) ? visible(key, route.plan()) : new NotAllowed(model);
        }
        Target target = byAddress.get(model);
        if (target == null && (model.isEmpty() || model.equals(DEFAULT))) {
            target = defaults.get(operation.answeredBy());
        }
        if (target == null) {
            List<Target> offering = usable(key, byModel.getOrDefault(model, List.of()));
            if (offering.size() > 1) {
                return new NotFound(offering.stream()
                        .map(Target::address)
                        .limit(CANDIDATES_MAX)
                        .toList());
            }
            target = offering.isEmpty() ? anyOf(byModel.get(model)) : offering.getFirst();
        }
        if (target == null) {
            return new NotFound(close(key, model));
        }
        return allows(key, target) && sees(key, target) ? direct(target) : new NotAllowed(model);
    }

    /** The one target that has made something, whatever routes there are now. */
    Resolution made(AccessKey key, UUID configurationId, String model) {
        Target target = named.stream()
                .filter(each ->
                        each.is(configurationId, model) && each.unavailable() != Unavailability.CONFIGURATION_UNKNOWN)
                .findFirst()
                .orElse(null);
        if (target == null) {
            return new NotFound(List.of());
        }
        return allows(key, target) && sees(key, target) ? direct(target) : new NotAllowed(target.address());
    }

    private static @Nullable Target anyOf(@Nullable List<Target> targets) {
        return targets == null ? null : targets.getFirst();
    }

    private static RoutePlan direct(Target target) {
        return new RoutePlan(null, target, Deadlines.DEFAULT, RoutePlan.ATTEMPTS_DIRECT, null, null, null);
    }

    List<ModelOffer> offers(AccessKey key) {
        Stream<ModelOffer> ofRoutes = routes.entrySet().stream()
                .filter(route -> allows(key, route.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(route -> new ModelOffer(
                        route.getKey(), "signalbox", route.getValue().since(), null));
        Stream<ModelOffer> ofModels = byAddress.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(target -> target.available() && allows(key, target) && sees(key, target))
                .map(target -> new ModelOffer(target.address(), target.providerType(), Instant.EPOCH, target.facts()));
        return Stream.concat(ofRoutes, ofModels).toList();
    }

    private List<Target> usable(AccessKey key, List<Target> targets) {
        return targets.stream()
                .filter(target -> target.available() && allows(key, target) && sees(key, target))
                .toList();
    }

    private static boolean allows(AccessKey key, Target target) {
        return key.models().isEmpty()
                || key.models().contains(target.address())
                || key.models().contains(target.model());
    }

    /** A route named by the key is allowed; one it does not name may not be a way around the models it is limited to. */
    private static boolean allows(AccessKey key, NamedRoute route) {
        if (key.routes().contains(route.plan().routeName())) {
            return true;
        }
        return key.routes().isEmpty() && (key.models().isEmpty() || allowsAll(key, route.targets()));
    }

    private static boolean allowsAll(AccessKey key, Iterable<Target> targets) {
        for (Target target : targets) {
            if (!allows(key, target)) {
                return false;
            }
        }
        return true;
    }

    private boolean sees(AccessKey key, Target target) {
        Audience audience = restricted.get(target.configurationId());
        return audience == null || audience.includes(key);
    }

    private RoutePlan visible(AccessKey key, RoutePlan plan) {
        if (restricted.isEmpty()) {
            return plan;
        }
        RoutePlanNode root = plan.root()
                .withTargets(target -> sees(key, target) ? target : target.without(Unavailability.NOT_VISIBLE));
        return new RoutePlan(
                plan.routeName(),
                root,
                plan.deadlines(),
                plan.attemptsMax(),
                plan.hedge(),
                plan.recovery(),
                plan.kept());
    }

    /** Names that contain what was asked for, or are contained in it; else the first there are. */
    private List<String> close(AccessKey key, String model) {
        String asked = model.toLowerCase(Locale.ROOT);
        String tail = asked.substring(asked.lastIndexOf('/') + 1);
        List<String> names = offers(key).stream().map(ModelOffer::id).toList();
        List<String> close = new ArrayList<>();
        for (String name : names) {
            String known = name.toLowerCase(Locale.ROOT);
            if (!tail.isEmpty()
                    && (known.contains(tail) || tail.contains(known.substring(known.lastIndexOf('/') + 1)))) {
                close.add(name);
            }
        }
        return (close.isEmpty() ? names : close).stream().limit(CANDIDATES_MAX).toList();
    }
}
