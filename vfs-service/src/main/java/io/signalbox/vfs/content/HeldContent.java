package io.signalbox.vfs.content;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.vfs.session.ContentHolds;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code content_hold} in the transaction of the command; a hold on content that is not stored fails it. */
@Component
final class HeldContent implements ContentHolds {
    private final JdbcClient jdbc;
    private final TenantTransaction tenants;

    HeldContent(JdbcClient jdbc, TenantTransaction tenants) {
        this.jdbc = jdbc;
        this.tenants = tenants;
    }

    @Override
    public void hold(TenantId tenant, UUID sessionId, String path, String hash) {
        tenants.enter(tenant);
        jdbc.sql("""
                        insert into content_hold (tenant, session_id, path, hash) values (?, ?, ?, ?)
                        on conflict (tenant, session_id, path) do update set hash = excluded.hash
                        """).params(tenant.value(), sessionId, path, hash).update();
    }

    @Override
    public void release(TenantId tenant, UUID sessionId, String path) {
        tenants.enter(tenant);
        jdbc.sql("delete from content_hold where session_id = ? and path = ?")
                .params(sessionId, path)
                .update();
    }

    @Override
    public void releaseAll(TenantId tenant, UUID sessionId) {
        tenants.enter(tenant);
        jdbc.sql("delete from content_hold where session_id = ?")
                .param(sessionId)
                .update();
    }
}
