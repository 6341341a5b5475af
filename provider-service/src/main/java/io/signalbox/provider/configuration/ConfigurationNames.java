package io.signalbox.provider.configuration;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rule that a name is given once per tenant. */
interface ConfigurationNames {
    /** Takes it, or refuses because somebody has it. */
    void claim(TenantId tenant, String name, UUID configurationId);

    /** Gives it back. */
    void release(TenantId tenant, String name);

    /** The names in a unique index, claimed in the transaction of the command: of two at once, one has it. */
    @Component
    final class InTable implements ConfigurationNames {
        private final JdbcClient jdbc;
        private final TenantTransaction tenants;

        InTable(JdbcClient jdbc, TenantTransaction tenants) {
            this.jdbc = jdbc;
            this.tenants = tenants;
        }

        @Override
        public void claim(TenantId tenant, String name, UUID configurationId) {
            tenants.enter(tenant);
            try {
                jdbc.sql("insert into configuration_name (tenant, name, configuration_id) values (?, ?, ?)")
                        .params(tenant.value(), name, configurationId)
                        .update();
            } catch (DuplicateKeyException e) {
                throw ConfigurationRefusal.NAME_TAKEN.refusedAt("name", name);
            }
        }

        @Override
        public void release(TenantId tenant, String name) {
            tenants.enter(tenant);
            jdbc.sql("delete from configuration_name where tenant = ? and name = ?")
                    .params(tenant.value(), name)
                    .update();
        }
    }
}
