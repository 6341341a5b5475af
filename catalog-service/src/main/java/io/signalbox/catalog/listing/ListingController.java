package io.signalbox.catalog.listing;

import static java.util.stream.Collectors.groupingBy;

import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.KnownProviders;
import io.signalbox.catalog.known.Patience;
import io.signalbox.contracts.ModelType;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.QueryParameters;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * {@code GET /api/models}: what can be asked for now, grouped by type; with {@code view=list} everything known, paged.
 */
@RestController
@RequestMapping("/api/models")
class ListingController {
    /** Most models of a grouped answer; the largest public offer is a tenth of it. */
    private static final int GROUPED_MAX = 5_000;

    private static final Set<String> LIFECYCLES = Set.of("available", "deprecated", "gone", "withdrawn");

    private final Catalogue catalogue;
    private final KnownConfigurations configurations;
    private final KnownProviders providers;
    private final TenantTransaction tenants;

    ListingController(
            Catalogue catalogue,
            KnownConfigurations configurations,
            KnownProviders providers,
            TenantTransaction tenants) {
        this.catalogue = catalogue;
        this.configurations = configurations;
        this.providers = providers;
        this.tenants = tenants;
    }

    /** What a caller restricts a list to. */
    record Asked(
            @Nullable String view,
            @Nullable String provider,
            @Nullable String type,
            @Nullable String configuration,
            @Nullable String feature,
            @Nullable Boolean active,
            @Nullable String lifecycle) {
        static Asked of(MultiValueMap<String, String> query) {
            return new Asked(
                    query.getFirst("view"),
                    query.getFirst("provider"),
                    query.getFirst("type"),
                    query.getFirst("configuration"),
                    query.getFirst("feature"),
                    yesOrNo(query.getFirst("active")),
                    query.getFirst("lifecycle"));
        }

        private static @Nullable Boolean yesOrNo(@Nullable String word) {
            if (word == null) {
                return null;
            }
            if (!word.equals("true") && !word.equals("false")) {
                throw StandardRefusal.PARAMETER_INVALID.refusedAt("active", "active", "it is true or false");
            }
            return Boolean.valueOf(word);
        }
    }

    @GetMapping
    @QueryParameters({"view", "provider", "type", "configuration", "feature", "active", "lifecycle"})
    Object list(Caller caller, PageRequest page, ServerWebExchange exchange) {
        Asked asked = Asked.of(exchange.getRequest().getQueryParams());
        Catalogue.Filter filter = filter(caller, asked);
        if (filter.usable()) {
            return grouped(tenants.in(caller.tenant(), () -> catalogue.all(filter, GROUPED_MAX)));
        }
        return tenants.in(caller.tenant(), () -> catalogue.page(page, filter));
    }

    private Catalogue.Filter filter(Caller caller, Asked asked) {
        return new Catalogue.Filter(
                asked.provider() == null
                        ? null
                        : providers.find(caller.tenant(), asked.provider()).orElse(asked.provider()),
                type(asked.type()),
                configuration(caller, asked.configuration()),
                asked.feature(),
                asked.active(),
                lifecycle(asked.lifecycle()),
                grouped(asked.view()));
    }

    private @Nullable UUID configuration(Caller caller, @Nullable String name) {
        return name == null
                ? null
                : configurations
                        .required(caller.tenant(), "configuration", name, Patience.begin())
                        .id();
    }

    private static Map<String, List<ModelView>> grouped(List<ModelView> models) {
        Map<ModelType, List<ModelView>> byType = models.stream().collect(groupingBy(ModelView::type));
        Map<String, List<ModelView>> groups = new LinkedHashMap<>();
        for (ModelType type : ModelType.values()) {
            groups.put(type.wire(), byType.getOrDefault(type, List.of()));
        }
        return groups;
    }

    private static boolean grouped(@Nullable String view) {
        if (view == null || view.equals("grouped")) {
            return true;
        }
        if (view.equals("list")) {
            return false;
        }
        throw StandardRefusal.PARAMETER_INVALID.refusedAt("view", "view", "it is 'grouped' or 'list'");
    }

    private static @Nullable String type(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(ModelType.values())
                .map(ModelType::wire)
                .filter(word::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> StandardRefusal.PARAMETER_INVALID.refusedAt(
                        "type",
                        "type",
                        "it is one of "
                                + Arrays.stream(ModelType.values())
                                        .map(ModelType::wire)
                                        .toList()));
    }

    private static @Nullable String lifecycle(@Nullable String word) {
        if (word != null && !LIFECYCLES.contains(word)) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt(
                    "lifecycle",
                    "lifecycle",
                    "it is one of " + LIFECYCLES.stream().sorted().toList());
        }
        return word;
    }
}
