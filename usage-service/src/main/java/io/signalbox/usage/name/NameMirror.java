package io.signalbox.usage.name;

import io.signalbox.contracts.TenantId;
import io.signalbox.usage.name.Names.Kind;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the last name of everything, also of what is gone: its usage is still reported. */
public final class NameMirror {
    private final JdbcClient jdbc;

    public NameMirror(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is not newer than what is held changes nothing. */
    public void called(TenantId tenant, Kind kind, UUID id, String name, long sequence) {
        jdbc.sql("""
                        INSERT INTO copy_name (tenant, kind, id, name, sequence)
                        VALUES (:tenant, :kind, :id, :name, :sequence)
                        ON CONFLICT (tenant, kind, id) DO UPDATE SET name = excluded.name, sequence = excluded.sequence
                        WHERE copy_name.sequence < excluded.sequence
                        """)
                .param("tenant", tenant.value())
                .param("kind", kind.name())
                .param("id", id)
                .param("name", name)
                .param("sequence", sequence)
                .update();
    }
}
