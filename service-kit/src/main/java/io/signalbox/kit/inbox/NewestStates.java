package io.signalbox.kit.inbox;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Table {@code inbox_sequence}: the last sequence that took effect per record key. Of a batch only the newest state of
 * each key goes on, and only if it is newer than what took effect before: replays and duplicates change nothing.
 */
final class NewestStates {
    private final JdbcClient jdbc;
    private final String group;

    NewestStates(JdbcClient processorJdbc, String group) {
        this.jdbc = processorJdbc;
        this.group = group;
    }

    List<InboxRecord> filter(List<InboxRecord> records) {
        Map<String, InboxRecord> newest = new LinkedHashMap<>();
        records.forEach(record -> newest.merge(
                record.event().recordKey(), record, (one, other) -> sequence(other) > sequence(one) ? other : one));
        Set<String> accepted = accept(newest);
        return newest.values().stream()
                .filter(record -> accepted.contains(record.event().recordKey()))
                .toList();
    }

    /** Rows are written in key order, so two transactions never wait for each other. */
    private Set<String> accept(Map<String, InboxRecord> newest) {
        if (newest.isEmpty()) {
            return Set.of();
        }
        TreeMap<String, InboxRecord> sorted = new TreeMap<>(newest);
        return new HashSet<>(jdbc.sql("""
                        insert into inbox_sequence as held (consumer, record_key, sequence)
                        select ?, * from unnest(?::text[], ?::bigint[])
                        on conflict (consumer, record_key) do update set sequence = excluded.sequence
                            where held.sequence < excluded.sequence
                        returning record_key
                        """)
                .param(group)
                .param(sorted.keySet().toArray(new String[0]))
                .param(sorted.values().stream().map(NewestStates::sequence).toArray(Long[]::new))
                .query(String.class)
                .list());
    }

    private static long sequence(InboxRecord record) {
        Long sequence = record.sequence();
        if (sequence == null) {
            throw new IllegalArgumentException("a state without a sequence");
        }
        return sequence;
    }
}
