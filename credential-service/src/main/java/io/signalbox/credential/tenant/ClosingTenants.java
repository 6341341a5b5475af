package io.signalbox.credential.tenant;

import io.signalbox.credential.audit.Actor;
import io.signalbox.credential.audit.Audited;
import io.signalbox.credential.audit.Audited.Action;
import io.signalbox.credential.tenant.TenantCommand.CloseTenant;
import io.signalbox.kit.eventstore.Commands;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes a tenant and deletes its sealed keys in one transaction, so that from then on nothing is handed out. What the
 * closing entails beyond (revoking each key, destroying the tenant's own key) follows by
 * {@code WhenTenantClosedThenDestroySecrets}.
 */
@Component
final class ClosingTenants {
    private final Audited audited;
    private final Commands commands;
    private final JdbcClient sql;
    private final Clock clock;

    ClosingTenants(Audited audited, Commands commands, JdbcClient sql, Clock clock) {
        this.audited = audited;
        this.commands = commands;
        this.sql = sql;
        this.clock = clock;
    }

    void close(Actor actor) {
        audited.run(actor, new Action("tenant.close", "tenant/" + actor.tenant()), () -> {
            commands.send(new CloseTenant(actor.tenant(), actor.subject(), clock.instant()));
            sql.sql("delete from credential_secret where tenant = ?")
                    .param(actor.tenant().value())
                    .update();
        });
    }
}
