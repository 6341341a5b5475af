package io.signalbox.usage.explain;

import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.usage.ledger.LedgerEntries;
import io.signalbox.usage.ledger.LedgerEntry;
import io.signalbox.usage.name.Names;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains one request. A request that is still running, or whose record is under way, is not known yet. */
@RestController
class RequestController {
    private final TenantTransaction tenants;
    private final LedgerEntries entries;
    private final Explaining explaining;

    RequestController(TenantTransaction tenants, LedgerEntries entries, Names names) {
        this.tenants = tenants;
        this.entries = entries;
        this.explaining = new Explaining(names);
    }

    @GetMapping("/api/requests/{id}")
    RequestExplanation explain(Caller caller, @PathVariable UUID id) {
        return tenants.in(caller.tenant(), () -> {
            List<LedgerEntry> found = entries.ofRequest(id);
            if (found.isEmpty()) {
                throw StandardRefusal.NOT_FOUND.refused("The request");
            }
            return explaining.explain(found);
        });
    }
}
