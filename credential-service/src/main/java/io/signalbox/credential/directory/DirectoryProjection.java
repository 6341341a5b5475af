package io.signalbox.credential.directory;

import io.signalbox.credential.tenant.TenantEvent;
import io.signalbox.credential.tenant.TenantEvent.ProjectClosed;
import io.signalbox.credential.tenant.TenantEvent.ProjectOpened;
import io.signalbox.credential.tenant.TenantEvent.ProjectRenamed;
import io.signalbox.credential.tenant.TenantEvent.TenantClosed;
import io.signalbox.credential.tenant.TenantEvent.TenantOpened;
import io.signalbox.credential.tenant.TenantEvent.TenantRenamed;
import io.signalbox.credential.user.UserEvent;
import io.signalbox.credential.user.UserEvent.UserChanged;
import io.signalbox.credential.user.UserEvent.UserRegistered;
import io.signalbox.credential.user.UserEvent.UserRemoved;
import io.signalbox.kit.security.Role;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps {@code directory_tenant}, {@code directory_project} and {@code directory_user}. */
@Component
@ProcessingGroup(DirectoryProjection.PROCESSOR)
public final class DirectoryProjection {
    /** Processor, token and metric tag. */
    public static final String PROCESSOR = "credential.directory";

    private final JdbcClient sql;

    DirectoryProjection(@Qualifier("processorJdbc") JdbcClient sql) {
        this.sql = sql;
    }

    @EventHandler
    void on(TenantEvent event, @SequenceNumber long version) {
        switch (event) {
            case TenantOpened opened -> open(opened, version);
            case TenantRenamed renamed ->
                sql.sql("update directory_tenant set name = ?, version = ? where tenant = ?")
                        .params(renamed.name(), version, renamed.tenant().value())
                        .update();
            case TenantClosed closed ->
                sql.sql("update directory_tenant set closed_at = ?, version = ? where tenant = ?")
                        .params(time(closed.at()), version, closed.tenant().value())
                        .update();
            case ProjectOpened opened -> openProject(opened, version);
            case ProjectRenamed renamed ->
                sql.sql("update directory_project set name = ?, version = ? where tenant = ? and project_id = ?")
                        .params(renamed.name(), version, renamed.tenant().value(), renamed.projectId())
                        .update();
            case ProjectClosed closed ->
                sql.sql("update directory_project set closed_at = ?, version = ? where tenant = ? and project_id = ?")
                        .params(time(closed.at()), version, closed.tenant().value(), closed.projectId())
                        .update();
        }
    }

    @EventHandler
    void on(UserEvent event, @SequenceNumber long version) {
        switch (event) {
            case UserRegistered registered -> register(registered, version);
            case UserChanged changed ->
                sql.sql("""
                        update directory_user set display_name = ?, roles = ?, changed_at = ?, version = ?
                        where tenant = ? and user_id = ?
                        """)
                        .param(changed.displayName())
                        .param(words(changed.roles()))
                        .param(time(changed.at()))
                        .param(version)
                        .param(changed.tenant().value())
                        .param(changed.user())
                        .update();
            case UserRemoved removed ->
                sql.sql("delete from directory_user where tenant = ? and user_id = ?")
                        .params(removed.tenant().value(), removed.user())
                        .update();
        }
    }

    @ResetHandler
    void reset() {
        sql.sql("delete from directory_tenant").update();
        sql.sql("delete from directory_project").update();
        sql.sql("delete from directory_user").update();
    }

    private void open(TenantOpened opened, long version) {
        sql.sql("""
                insert into directory_tenant (tenant, name, opened_by, opened_at, version)
                values (?, ?, ?, ?, ?) on conflict (tenant) do nothing
                """)
                .params(opened.tenant().value(), opened.name(), opened.by(), time(opened.at()), version)
                .update();
    }

    private void openProject(ProjectOpened opened, long version) {
        sql.sql("""
                insert into directory_project (tenant, project_id, name, opened_by, opened_at, version)
                values (?, ?, ?, ?, ?, ?) on conflict (tenant, project_id) do nothing
                """)
                .param(opened.tenant().value())
                .param(opened.projectId())
                .param(opened.name())
                .param(opened.by())
                .param(time(opened.at()))
                .param(version)
                .update();
    }

    private void register(UserRegistered registered, long version) {
        sql.sql("""
                insert into directory_user
                    (tenant, user_id, display_name, roles, registered_at, changed_at, version)
                values (:tenant, :user, :name, :roles, :at, :at, :version) on conflict (tenant, user_id) do nothing
                """)
                .param("tenant", registered.tenant().value())
                .param("user", registered.user())
                .param("name", registered.displayName())
                .param("roles", words(registered.roles()))
                .param("at", time(registered.at()))
                .param("version", version)
                .update();
    }

    private static String[] words(Set<Role> roles) {
        return roles.stream().map(Role::word).sorted().toArray(String[]::new);
    }

    private static Timestamp time(Instant at) {
        return Timestamp.from(at);
    }
}
