package io.signalbox.usage.name;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people call things, as last heard; inside the caller's tenant transaction. */
public final class Names {
    /** More names than this are not shown beside a report: the ids are. */
    static final int NAMES_MAX = 10_000;

    /** What has a name here. */
    public enum Kind {
        CONFIGURATION,
        PROJECT,
        ACCESS_KEY
    }

    private final JdbcClient jdbc;

    public Names(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By id as text. */
    public Map<String, String> all(Kind kind) {
        Map<String, String> names = new TreeMap<>();
        jdbc.sql("SELECT id::text, name FROM copy_name WHERE kind = :kind LIMIT :max")
                .param("kind", kind.name())
                .param("max", NAMES_MAX)
                .query(row -> {
                    names.put(row.getString("id"), row.getString("name"));
                });
        return names;
    }

    /** Of one thing; empty when we were never told. */
    public Optional<String> of(Kind kind, UUID id) {
        return jdbc.sql("SELECT name FROM copy_name WHERE kind = :kind AND id = :id")
                .param("kind", kind.name())
                .param("id", id)
                .query(String.class)
                .optional();
    }
}
