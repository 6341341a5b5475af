package io.signalbox.usage.rating;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.pricing.PriceEntry;
import io.signalbox.pricing.PriceList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The prices this service knows, kept in memory per model and thrown away whenever any price changes. Asked only under
 * {@link io.signalbox.usage.lock.LedgerLock#share}: what it answers then holds until the transaction ends.
 */
public final class PriceBook {
    /** More models than this in use at once, and memory starts anew. */
    static final int LISTS_MAX = 10_000;

    private static final String LOAD = """
            SELECT asked.place, copy_price.price
            FROM jsonb_to_recordset(CAST(:keys AS jsonb))
                AS asked (place integer, tenant text, "providerType" text, "configurationId" uuid, model text)
            JOIN copy_price
                ON copy_price.provider_type = asked."providerType"
                AND copy_price.model_id = asked.model
                AND copy_price.tenant IN (asked.tenant, 'platform')
                AND (copy_price.configuration_id IS NULL OR copy_price.configuration_id = asked."configurationId")
            """;

    private record Held(long generation, Map<PriceKey, PriceList> lists) {}

    private record Asked(int place, String tenant, String providerType, UUID configurationId, String model) {}

    private record Found(int place, PriceEntry entry) {}

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private volatile Held held = new Held(-1, Map.of());

    public PriceBook(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The list of every key; empty ones for models without a price. */
    public Map<PriceKey, PriceList> lists(Set<PriceKey> keys) {
        Held current = current();
        List<PriceKey> missing =
                keys.stream().filter(key -> !current.lists().containsKey(key)).toList();
        if (!missing.isEmpty()) {
            current.lists().putAll(load(missing));
        }
        Map<PriceKey, PriceList> lists = new HashMap<>();
        keys.forEach(key -> lists.put(key, current.lists().getOrDefault(key, PriceList.EMPTY)));
        return lists;
    }

    private Held current() {
        long generation = jdbc.sql("SELECT generation FROM price_generation")
                .query(Long.class)
                .single();
        Held now = held;
        if (now.generation() != generation || now.lists().size() > LISTS_MAX) {
            now = new Held(generation, new ConcurrentHashMap<>());
            held = now;
        }
        return now;
    }

    private Map<PriceKey, PriceList> load(List<PriceKey> keys) {
        List<Found> found = jdbc.sql(LOAD)
                .param("keys", asked(keys))
                .query((row, number) -> new Found(row.getInt("place"), entry(row.getString("price"))))
                .list();
        Map<Integer, Collection<PriceEntry>> entries = new HashMap<>();
        found.forEach(price -> entries.computeIfAbsent(price.place(), place -> new ArrayList<>())
                .add(price.entry()));
        Map<PriceKey, PriceList> lists = new HashMap<>();
        for (int place = 0; place < keys.size(); place++) {
            lists.put(keys.get(place), PriceList.of(entries.getOrDefault(place, List.of())));
        }
        return lists;
    }

    private String asked(List<PriceKey> keys) {
        List<Asked> asked = new ArrayList<>();
        for (PriceKey key : keys) {
            asked.add(new Asked(asked.size(), key.tenant(), key.providerType(), key.configurationId(), key.model()));
        }
        try {
            return json.writeValueAsString(asked);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a price key has no JSON", e);
        }
    }

    private PriceEntry entry(String price) {
        try {
            return PriceEntry.of(json.readValue(price, PriceSet.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored price cannot be read", e);
        }
    }
}
