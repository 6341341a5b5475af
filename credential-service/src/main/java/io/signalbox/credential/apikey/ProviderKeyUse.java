package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts how often each provider key was used and when last: every attempt that carried it, successful or not. Called in
 * the transaction that remembers how far the records were read, and remembers the attempts themselves for as long as the
 * topic keeps them: the gateway sends a record again when it died before it knew the broker had it, and none counts twice.
 */
public final class ProviderKeyUse {
    private record Key(String tenant, UUID credentialId) {}

    private record Uses(long count, Instant last) {
        Uses and(Uses more) {
            return new Uses(count + more.count, last.isAfter(more.last) ? last : more.last);
        }
    }

    /** What identifies an attempt; in one order everywhere, so that two consumers never wait for each other. */
    private record Attempt(String tenant, UUID requestId, int attempt) {
        static final Comparator<Attempt> ORDER = Comparator.comparing(Attempt::tenant)
                .thenComparing(Attempt::requestId)
                .thenComparingInt(Attempt::attempt);

        static Attempt of(UsageRecorded record) {
            return new Attempt(record.tenant().value(), record.requestId(), record.attempt());
        }
    }

    private final JdbcClient sql;

    public ProviderKeyUse(JdbcClient sql) {
        this.sql = sql;
    }

    /** Callers bring the transaction. */
    public void count(List<UsageRecorded> records) {
        Map<Attempt, UsageRecorded> carried = new TreeMap<>(Attempt.ORDER);
        records.stream()
                .filter(record -> record.credentialId() != null)
                .forEach(record -> carried.putIfAbsent(Attempt.of(record), record));
        if (carried.isEmpty()) {
            return;
        }
        carried.keySet().retainAll(remember(carried.keySet()));
        Map<Key, Uses> uses = new TreeMap<>(Comparator.comparing(Key::tenant).thenComparing(Key::credentialId));
        for (UsageRecorded record : carried.values()) {
            UUID credential = record.credentialId();
            if (credential != null) {
                uses.merge(key(record.tenant(), credential), new Uses(1, record.openedAt()), Uses::and);
            }
        }
        uses.forEach(this::add);
        newest(carried.values()).forEach(this::forgetBefore);
    }

    /** Those that were not counted yet. */
    private Set<Attempt> remember(Set<Attempt> attempts) {
        return sql.sql("""
                        insert into counted_attempt (tenant, request_id, attempt)
                        select * from unnest(?::text[], ?::uuid[], ?::integer[]) on conflict do nothing
                        returning tenant, request_id, attempt
                        """)
                .param(column(attempts, Attempt::tenant))
                .param(column(attempts, Attempt::requestId))
                .param(column(attempts, Attempt::attempt))
                .query((row, number) -> new Attempt(
                        row.getString("tenant"), row.getObject("request_id", UUID.class), row.getInt("attempt")))
                .set();
    }

    private static String[] column(Set<Attempt> attempts, Function<Attempt, Object> value) {
        return attempts.stream().map(value).map(Object::toString).toArray(String[]::new);
    }

    private static Map<String, Instant> newest(Collection<UsageRecorded> records) {
        Map<String, Instant> newest = new TreeMap<>();
        records.forEach(record -> newest.merge(
                record.tenant().value(), record.openedAt(), (one, other) -> one.isAfter(other) ? one : other));
        return newest;
    }

    /** Request ids begin with their time, so what is too old to come again is a range of the key. */
    private void forgetBefore(String tenant, Instant newest) {
        long millis = newest.minus(Duration.ofDays(Topic.RETENTION_DAYS)).toEpochMilli();
        sql.sql("delete from counted_attempt where tenant = ? and request_id < ?")
                .params(tenant, new UUID(millis << 16, 0))
                .update();
    }

    private static Key key(TenantId tenant, UUID credential) {
        return new Key(tenant.value(), credential);
    }

    private void add(Key key, Uses uses) {
        sql.sql("""
                insert into provider_key_use as held (tenant, credential_id, usage_count, last_used_at)
                values (?, ?, ?, ?)
                on conflict (tenant, credential_id) do update
                set usage_count = held.usage_count + excluded.usage_count,
                    last_used_at = greatest(held.last_used_at, excluded.last_used_at)
                """)
                .params(key.tenant(), key.credentialId(), uses.count(), Timestamp.from(uses.last()))
                .update();
    }
}
