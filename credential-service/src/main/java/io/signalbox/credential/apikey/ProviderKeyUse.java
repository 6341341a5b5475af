package io.signalbox.credential.apikey;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts how often each provider key was used and when last: every attempt that carried it, successful or not. Called in
 * the transaction that remembers how far the records were read, so none counts twice.
 */
public final class ProviderKeyUse {
    private record Key(String tenant, UUID credentialId) {}

    private record Uses(long count, Instant last) {
        Uses and(Uses more) {
            return new Uses(count + more.count, last.isAfter(more.last) ? last : more.last);
        }
    }

    private final JdbcClient sql;

    public ProviderKeyUse(JdbcClient sql) {
        this.sql = sql;
    }

    public void count(List<UsageRecorded> records) {
        // In one order everywhere, so that two consumers never wait for each other.
        Map<Key, Uses> uses = new TreeMap<>(Comparator.comparing(Key::tenant).thenComparing(Key::credentialId));
        for (UsageRecorded record : records) {
            UUID credential = record.credentialId();
            if (credential != null) {
                uses.merge(key(record.tenant(), credential), new Uses(1, record.openedAt()), Uses::and);
            }
        }
        uses.forEach(this::add);
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
