package io.signalbox.catalog.pricebook;

import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.KnownProviders;
import io.signalbox.catalog.known.Patience;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.QueryParameters;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** {@code /api/prices}. Whoever belongs to the platform sets the prices every tenant has until it sets its own. */
@RestController
@RequestMapping("/api/prices")
class PriceController {
    /** Most entries of one import: what fits one transaction with room to spare. */
    static final int ENTRIES_MAX = 1_000;

    private final PriceReading reading;
    private final PriceBook book;
    private final Prices prices;
    private final KnownConfigurations configurations;
    private final KnownProviders providers;
    private final TenantTransaction tenants;

    PriceController(
            PriceReading reading,
            PriceBook book,
            Prices prices,
            KnownConfigurations configurations,
            KnownProviders providers,
            TenantTransaction tenants) {
        this.reading = reading;
        this.book = book;
        this.prices = prices;
        this.configurations = configurations;
        this.providers = providers;
        this.tenants = tenants;
    }

    @GetMapping
    @QueryParameters({"provider", "model", "meter", "configuration"})
    Page<PriceState> list(Caller caller, PageRequest page, ServerWebExchange exchange) {
        MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
        String provider = query.getFirst("provider");
        String configuration = query.getFirst("configuration");
        Prices.Filter filter = new Prices.Filter(
                provider == null
                        ? null
                        : providers.find(caller.tenant(), provider).orElse(provider),
                query.getFirst("model"),
                query.getFirst("meter"),
                configuration == null
                        ? null
                        : configurations
                                .required(caller.tenant(), "configuration", configuration, Patience.begin())
                                .id());
        return tenants.in(caller.tenant(), () -> prices.page(page, filter));
    }

    @GetMapping("/{id}")
    PriceState one(Caller caller, @PathVariable UUID id) {
        return tenants.in(caller.tenant(), () -> prices.required(id));
    }

    @PostMapping
    ResponseEntity<PriceState> set(Caller caller, @RequestBody PriceRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.FINANCE);
        PriceTerms terms = reading.terms(caller.tenant(), "", request, Patience.begin());
        UUID id = book.set(caller.tenant(), List.of(terms)).getFirst();
        return ResponseEntity.created(URI.create("/api/prices/" + id)).body(one(caller, id));
    }

    /** Every fault of every entry is named; nothing is set when there is one. */
    @PostMapping("/import")
    ResponseEntity<Imported> importAll(Caller caller, @RequestBody PriceRequest.Import request) {
        caller.require(Role.ADMINISTRATOR, Role.FINANCE);
        List<PriceRequest> entries = request.entries() == null ? List.of() : request.entries();
        if (entries.isEmpty() || entries.size() > ENTRIES_MAX) {
            throw PriceRefusal.ENTRIES_TOO_MANY.refusedAt("entries", ENTRIES_MAX, entries.size());
        }
        List<PriceTerms> terms = new ArrayList<>();
        List<Violation> faults = new ArrayList<>();
        Patience patience = Patience.begin();
        for (int index = 0; index < entries.size(); index++) {
            try {
                terms.add(reading.terms(caller.tenant(), "entries[" + index + "].", entries.get(index), patience));
            } catch (RefusedException refused) {
                faults.addAll(refused.violations());
            }
        }
        if (!faults.isEmpty()) {
            throw RefusedException.all(StandardRefusal.FIELD_INVALID, faults);
        }
        List<UUID> ids = book.set(caller.tenant(), terms);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/prices"))
                .body(new Imported(ids.size(), ids));
    }

    /** What an import set. */
    record Imported(int count, List<UUID> ids) {}
}
