package io.signalbox.usage.report;

import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.QueryParameters;
import io.signalbox.kit.api.ReportPeriod;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.usage.name.Names;
import io.signalbox.usage.name.Names.Kind;
import io.signalbox.usage.report.UsageQuery.Line;
import io.signalbox.usage.report.UsageReport.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What usage came to in a period. Everybody who works for a tenant may know; another tenant's is never shown. */
@RestController
class UsageController {
    private final TenantTransaction tenants;
    private final UsageQuery usage;
    private final Names names;

    UsageController(TenantTransaction tenants, UsageQuery usage, Names names) {
        this.tenants = tenants;
        this.usage = usage;
        this.names = names;
    }

    @GetMapping("/api/usage")
    @QueryParameters({"configuration", "model", "user", "project", "accessKey"})
    UsageReport report(
            Caller caller,
            ReportPeriod period,
            PageRequest page,
            @RequestParam(required = false) @Nullable String groupBy,
            UsageFilter filter) {
        Grouping grouping = Grouping.parse(groupBy);
        String after = page.after(1).map(cursor -> cursor.values().getFirst()).orElse(null);
        return tenants.in(caller.tenant(), () -> {
            List<Line> lines = usage.lines(period, grouping, filter, after, page.limitPlusOne());
            Page<Line> shown = Page.of(lines, page, line -> Cursor.at(line.key()));
            Map<String, String> called = kind(grouping).map(names::all).orElse(Map.of());
            return new UsageReport(
                    UsageReport.Period.of(period),
                    grouping.text(),
                    usage.totals(period, filter),
                    shown.items().stream()
                            .map(line -> new Item(
                                    line.key().isEmpty() ? null : line.key(), called.get(line.key()), line.figures()))
                            .toList(),
                    shown.next());
        });
    }

    @GetMapping("/api/configurations/{id}/usage")
    ConfigurationUsage ofConfiguration(Caller caller, @PathVariable UUID id, ReportPeriod period) {
        return tenants.in(caller.tenant(), () -> {
            UsageFigures figures = usage.totals(period, new UsageFilter(id, null, null, null, null));
            if (figures.attemptCount() == 0 && names.of(Kind.CONFIGURATION, id).isEmpty() && !usage.everUsed(id)) {
                throw StandardRefusal.NOT_FOUND.refused("The configuration");
            }
            return ConfigurationUsage.of(id, period, figures);
        });
    }

    private static Optional<Kind> kind(Grouping grouping) {
        return switch (grouping.dimension()) {
            case CONFIGURATION -> Optional.of(Kind.CONFIGURATION);
            case PROJECT -> Optional.of(Kind.PROJECT);
            case ACCESS_KEY -> Optional.of(Kind.ACCESS_KEY);
            case MODEL, USER, DAY, HOUR, TAG -> Optional.empty();
        };
    }
}
