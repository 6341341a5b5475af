package io.signalbox.kit.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.IdSource;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Promises to call the outside world later. A reaction only writes a row, in the transaction it runs in: when that
 * commits the call will be made, when it does not nothing has happened.
 */
public final class Jobs {
    private final JdbcClient jdbc;
    private final IdSource ids;

    Jobs(JdbcClient processorJdbc, IdSource ids) {
        this.jdbc = processorJdbc;
        this.ids = ids;
    }

    /** To be done as soon as a worker is free. {@code payload} is any record; it is kept as JSON, so no secrets. */
    public void add(String kind, TenantId tenant, Object payload) {
        add(ids.next(), kind, tenant, payload, Duration.ZERO);
    }

    /** To be done after {@code delay}; a second job of the same id is not added. */
    public void add(UUID id, String kind, TenantId tenant, Object payload, Duration delay) {
        jdbc.sql("""
                        insert into job (id, kind, tenant, payload, run_at)
                        values (?, ?, ?, ?::jsonb, now() + make_interval(secs => ?))
                        on conflict (id) do nothing
                        """)
                .params(id, kind, tenant.value(), json(payload), delay.toMillis() / 1000.0)
                .update();
    }

    private static String json(Object payload) {
        try {
            return ContractJson.mapper().writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a job's payload has no JSON", e);
        }
    }
}
