package io.signalbox.usage.known;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A tenant's projects, access keys, configurations, users and models, as last heard. */
@Component
public final class KnownSubjects {
    private static final long POLL_NANOS = 10_000_000;

    /** What has an id and an end. */
    public enum Kind {
        PROJECT,
        ACCESS_KEY,
        CONFIGURATION
    }

    /** One of them. */
    public record Subject(UUID id, boolean ended) {}

    private final JdbcClient jdbc;
    private final TenantTransaction tenants;

    KnownSubjects(JdbcClient jdbc, TenantTransaction tenants) {
        this.jdbc = jdbc;
        this.tenants = tenants;
    }

    /** By id; a configuration by its name as well. */
    public Optional<Subject> find(TenantId tenant, Kind kind, String written) {
        return tenants.in(
                tenant,
                () -> jdbc.sql("""
                        select id, ended from copy_subject
                        where kind = :kind and (id::text = lower(:text) or (kind = 'CONFIGURATION' and name = :text))
                        order by ended, (id::text = lower(:text)) desc limit 1
                        """)
                        .param("kind", kind.name())
                        .param("text", written)
                        .query((row, number) -> new Subject(row.getObject("id", UUID.class), row.getBoolean("ended")))
                        .optional());
    }

    /** That user, if an access key that is still good is for them. */
    public Optional<String> user(TenantId tenant, String user) {
        return tenants.in(
                tenant, () -> jdbc.sql("""
                        select user_id from copy_subject
                        where user_id = ? and kind = 'ACCESS_KEY' and not ended limit 1
                        """).param(user).query(String.class).optional());
    }

    /** Those of that id, of whatever configuration; empty when none offers one. */
    public Optional<List<KnownModel>> models(TenantId tenant, String model) {
        List<KnownModel> found = tenants.in(
                tenant,
                () -> jdbc.sql("select distinct model_id, model_type from copy_model where model_id = ? and not ended")
                        .param(model)
                        .query((row, number) -> new KnownModel(row.getString(1), ModelType.of(row.getString(2))))
                        .list());
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Looks again for a bounded time: what another service answered with a moment ago may be on its way here. */
    public <T> Optional<T> awaited(Supplier<Optional<T>> look) {
        long until = System.nanoTime() + ReadYourWrites.WAIT_MAX.toNanos();
        Optional<T> found = look.get();
        while (found.isEmpty() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(POLL_NANOS);
            found = look.get();
        }
        return found;
    }
}
