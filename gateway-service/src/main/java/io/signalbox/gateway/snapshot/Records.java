package io.signalbox.gateway.snapshot;

import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The latest event per record key: what a compacted topic is, kept in memory. What is not newer than what is held is
 * dropped, so order across redeliveries does not matter. Not safe for several threads; its one owner locks.
 */
public final class Records {
    /** Sequence of an ending learnt beside Kafka: nothing that is still on its way can undo it. */
    public static final long FINAL = Long.MAX_VALUE;

    /** An event and its place in its aggregate's history. */
    public record Held(ContractEvent event, long sequence) {}

    private final Map<TenantId, Map<String, Held>> byTenant = new HashMap<>();
    private final Set<TenantId> changed = new HashSet<>();

    /** Takes an event in; false when it is not newer than what is held. */
    public boolean accept(ContractEvent event, long sequence) {
        Map<String, Held> ofTenant = byTenant.computeIfAbsent(event.tenant(), tenant -> new HashMap<>());
        Held held = ofTenant.get(event.recordKey());
        if (held != null && held.sequence() >= sequence) {
            return false;
        }
        ofTenant.put(event.recordKey(), new Held(event, sequence));
        changed.add(event.tenant());
        return true;
    }

    /** Forgets a topic that was made anew; endings learnt beside Kafka stay. */
    public void forget(Topic topic) {
        byTenant.forEach((tenant, held) -> {
            if (held.values().removeIf(one -> one.event().topic() == topic && one.sequence() != FINAL)) {
                changed.add(tenant);
            }
        });
    }

    /** Everything held of one tenant. */
    public Collection<Held> of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, Map.of()).values();
    }

    /** All tenants anything was ever held of. */
    public Set<TenantId> tenants() {
        return Set.copyOf(byTenant.keySet());
    }

    /** Tenants whose records changed since this was last asked. */
    Set<TenantId> takeChanged() {
        Set<TenantId> taken = Set.copyOf(changed);
        changed.clear();
        return taken;
    }

    /** How many records are held. */
    public int size() {
        return byTenant.values().stream().mapToInt(Map::size).sum();
    }
}
