package io.signalbox.testkit.contract;

import io.signalbox.testkit.embedded.TestService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of some tables, every column of them, in an order that says nothing. */
final class Rows {
    private final JdbcClient jdbc;
    private final List<String> tables;

    Rows(TestService service, String... tables) {
        this.jdbc = service.bean("processorJdbc", JdbcClient.class);
        this.tables = List.of(tables);
    }

    Map<String, List<String>> all() {
        return tables.stream()
                .collect(Collectors.toMap(Function.identity(), this::of, (one, other) -> one, LinkedHashMap::new));
    }

    private List<String> of(String table) {
        return jdbc.sql("select to_jsonb(it)::text from " + table + " it").query(String.class).list().stream()
                .sorted()
                .toList();
    }

    boolean isEmpty() {
        return all().values().stream().allMatch(List::isEmpty);
    }

    long lastEvent() {
        return jdbc.sql("select coalesce(max(globalindex), 0) from domainevententry")
                .query(Long.class)
                .single();
    }

    long events() {
        return jdbc.sql("select count(*) from domainevententry")
                .query(Long.class)
                .single();
    }

    long position(String group, String topic) {
        return jdbc.sql("select coalesce(sum(next_offset), 0) from inbox_offset where consumer = ? and topic = ?")
                .params(group, topic)
                .query(Long.class)
                .single();
    }

    @Override
    public String toString() {
        return Arrays.toString(tables.toArray());
    }
}
