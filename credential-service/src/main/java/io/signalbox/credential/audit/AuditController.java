package io.signalbox.credential.audit;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.audit.AuditTrail.Check;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.QueryParameters;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows a tenant its audit log, newest first, and says whether its chain is whole. */
@RestController
final class AuditController {
    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @QueryParameters({"actor", "action", "subject", "from", "to"})
    @GetMapping("/api/audit")
    Page<AuditState> list(PageRequest page, Caller caller, ServerHttpRequest request) {
        MultiValueMap<String, String> query = request.getQueryParams();
        AuditTrail.Filter filter = new AuditTrail.Filter(
                query.getFirst("actor"),
                query.getFirst("action"),
                query.getFirst("subject"),
                time("from", query.getFirst("from")),
                time("to", query.getFirst("to")));
        return trail.list(tenant(caller), filter, page);
    }

    /** Computes every hash anew; what it says of the last one can be noted elsewhere and compared later. */
    @GetMapping("/api/audit/check")
    Check check(Caller caller) {
        return trail.check(tenant(caller));
    }

    private static TenantId tenant(Caller caller) {
        caller.require(Role.ADMINISTRATOR, Role.AUDITOR);
        return caller.tenant();
    }

    private static @Nullable Instant time(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // In a query a bare '+' arrives as a space.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt(
                    parameter, parameter, "it must be a time like 2026-01-31T12:00:00Z");
        }
    }
}
