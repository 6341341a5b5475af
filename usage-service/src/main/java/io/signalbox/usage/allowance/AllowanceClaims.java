package io.signalbox.usage.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rule that one thing is limited once per measure, window and enforcement. */
interface AllowanceClaims {
    /** Takes the place, or refuses because another limit has it. */
    void claim(TenantId tenant, AllowanceTerms terms, UUID allowanceId);

    /** Gives it back. */
    void release(TenantId tenant, AllowanceTerms terms);

    /** The places in a unique index, claimed in the transaction of the command: of two at once, one has it. */
    @Component
    final class InTable implements AllowanceClaims {
        private static final String PLACE =
                "tenant = ? and scope = ? and scope_id = ? and measure = ? and window_name = ? and enforcement = ?";

        private final JdbcClient jdbc;
        private final TenantTransaction tenants;

        InTable(JdbcClient jdbc, TenantTransaction tenants) {
            this.jdbc = jdbc;
            this.tenants = tenants;
        }

        @Override
        public void claim(TenantId tenant, AllowanceTerms terms, UUID allowanceId) {
            tenants.enter(tenant);
            int claimed = jdbc.sql("""
                            insert into allowance_claim
                                (tenant, scope, scope_id, measure, window_name, enforcement, allowance_id)
                            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                            """)
                    .params(place(tenant, terms))
                    .param(allowanceId)
                    .update();
            if (claimed == 0) {
                throw AllowanceRefusal.LIMIT_DEFINED.refusedAt(
                        "scope", holder(tenant, terms).map(UUID::toString).orElse("of somebody else"));
            }
        }

        private Optional<UUID> holder(TenantId tenant, AllowanceTerms terms) {
            return jdbc.sql("select allowance_id from allowance_claim where " + PLACE)
                    .params(place(tenant, terms))
                    .query(UUID.class)
                    .optional();
        }

        @Override
        public void release(TenantId tenant, AllowanceTerms terms) {
            tenants.enter(tenant);
            jdbc.sql("delete from allowance_claim where " + PLACE)
                    .params(place(tenant, terms))
                    .update();
        }

        private static Object[] place(TenantId tenant, AllowanceTerms terms) {
            Window window = terms.window();
            return new Object[] {
                tenant.value(),
                terms.scope().name(),
                terms.scopeId(),
                terms.measure().name(),
                window == null ? "" : window.wire(),
                terms.enforcement().name()
            };
        }
    }
}
