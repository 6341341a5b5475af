package io.signalbox.provider.discovery;

import io.signalbox.kit.problem.Refusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.configuration.Configurations;
import io.signalbox.provider.discovery.Discoverer.DiscoveryFailedException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/configurations/:id/discover}: now, and with the answer. */
@RestController
class DiscoveryController {
    private final Discoverer discoverer;
    private final Configurations configurations;
    private final TenantTransaction tenants;
    private final JdbcClient jdbc;

    DiscoveryController(
            Discoverer discoverer, Configurations configurations, TenantTransaction tenants, JdbcClient jdbc) {
        this.discoverer = discoverer;
        this.configurations = configurations;
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    @PostMapping("/api/configurations/{id}/discover")
    Discovered discover(Caller caller, @PathVariable UUID id) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR);
        tenants.in(caller.tenant(), () -> configurations.required(id));
        try {
            discoverer.discover(caller.tenant(), id);
        } catch (DiscoveryFailedException e) {
            throw DiscoveryRefusal.DISCOVERY_FAILED.refused(String.valueOf(e.getMessage()));
        }
        return tenants.in(
                caller.tenant(),
                () -> new Discovered(jdbc.sql(
                                "select model_id from discovered_model where configuration_id = ? and not gone order by 1")
                        .param(id)
                        .query(String.class)
                        .list()));
    }

    /** The models now known. */
    record Discovered(List<String> models) {}

    /** Every reason a discovery comes to nothing. */
    enum DiscoveryRefusal implements Refusal {
        DISCOVERY_FAILED(Kind.UNPROCESSABLE, "No model list could be read: %s.", "Test the connection first.");

        private final Kind kind;
        private final String detail;
        private final String remedy;

        DiscoveryRefusal(Kind kind, String detail, String remedy) {
            this.kind = kind;
            this.detail = detail;
            this.remedy = remedy;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public String detail() {
            return detail;
        }

        @Override
        public String remedy() {
            return remedy;
        }
    }
}
