package io.signalbox.catalog.route;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rule that a name is given once per tenant. */
interface RouteNames {
    /** Takes it, or refuses because somebody has it. */
    void claim(TenantId tenant, String name, UUID routeId);

    /** Gives it back. */
    void release(TenantId tenant, String name);

    /** The names in a unique index, claimed in the transaction of the command: of two at once, one has it. */
    @Component
    final class InTable implements RouteNames {
        private final JdbcClient jdbc;
        private final TenantTransaction tenants;

        InTable(JdbcClient jdbc, TenantTransaction tenants) {
            this.jdbc = jdbc;
            this.tenants = tenants;
        }

        @Override
        public void claim(TenantId tenant, String name, UUID routeId) {
            tenants.enter(tenant);
            try {
                jdbc.sql("insert into route_name (tenant, name, route_id) values (?, ?, ?)")
                        .params(tenant.value(), name, routeId)
                        .update();
            } catch (DuplicateKeyException e) {
                throw RouteRefusal.NAME_TAKEN.refusedAt("name", name);
            }
        }

        @Override
        public void release(TenantId tenant, String name) {
            tenants.enter(tenant);
            jdbc.sql("delete from route_name where tenant = ? and name = ?")
                    .params(tenant.value(), name)
                    .update();
        }
    }
}
