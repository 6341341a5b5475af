package io.signalbox.gateway.snapshot;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.credential.CredentialEvent.AccessKeyIssued;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Joins the latest records to a snapshot. A tenant whose records did not change keeps the view it had; what the platform
 * owns (provider types, public prices) is part of everybody's view.
 */
public final class SnapshotCompiler {
    private final Adapters adapters;
    private final Map<TenantId, TenantView> views = new HashMap<>();
    private final Map<TenantId, Map<String, KeyLookup>> keys = new HashMap<>();
    private final Map<TenantId, Map<UUID, KeyLookup>> keysById = new HashMap<>();
    private TenantRecords platform = TenantRecords.EMPTY;

    public SnapshotCompiler(Adapters adapters) {
        this.adapters = adapters;
    }

    /** The snapshot of these records; call it with the same records object every time. */
    public Snapshot compile(Records records, boolean fresh) {
        Set<TenantId> changed = records.takeChanged();
        if (changed.contains(TenantId.PLATFORM)) {
            platform = TenantRecords.of(records.of(TenantId.PLATFORM));
            changed = records.tenants();
        }
        for (TenantId tenant : changed) {
            TenantRecords own = TenantRecords.of(records.of(tenant));
            views.put(tenant, new TenantViewCompiler(tenant, own, platform, adapters).compile());
            keys.put(tenant, keysOf(own));
            keysById.put(tenant, keysByIdOf(own));
        }
        Map<String, KeyLookup> all = new HashMap<>();
        keys.values().forEach(all::putAll);
        Map<UUID, KeyLookup> byId = new HashMap<>();
        keysById.values().forEach(byId::putAll);
        return new Snapshot(Map.copyOf(all), Map.copyOf(byId), Map.copyOf(views), fresh);
    }

    /** One tenant's access keys by hash. Whatever ends a key, the tenant or its project, ends it here. */
    private static Map<String, KeyLookup> keysOf(TenantRecords records) {
        Map<String, KeyLookup> byHash = new HashMap<>();
        for (AccessKeyIssued issued : records.accessKeys) {
            byHash.put(issued.secretHash(), lookup(issued, records));
        }
        records.revokedAccessKeys.forEach(revoked -> byHash.put(revoked.secretHash(), KeyLookup.REVOKED));
        return byHash;
    }

    private static Map<UUID, KeyLookup> keysByIdOf(TenantRecords records) {
        Map<UUID, KeyLookup> byId = new HashMap<>();
        records.accessKeys.forEach(issued -> byId.put(issued.accessKeyId(), lookup(issued, records)));
        records.revokedAccessKeys.forEach(revoked -> byId.put(revoked.accessKeyId(), KeyLookup.REVOKED));
        return byId;
    }

    private static KeyLookup lookup(AccessKeyIssued issued, TenantRecords records) {
        boolean usable = issued.active()
                && !records.closed
                && (issued.projectId() == null || !records.closedProjects.contains(issued.projectId()));
        return usable ? new KeyLookup.Known(AccessKey.of(issued)) : KeyLookup.REVOKED;
    }
}
