package io.signalbox.gateway.snapshot;

import io.signalbox.adapter.Operation;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.allowance.TenantAllowances;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything the gateway knows, at one moment; immutable, so a request that took one sees one truth from its first byte
 * to its last. Get it from {@link SnapshotHolder}, once per request. Tests compile one from events:
 * {@code new SnapshotCompiler(Adapters.load()).compile(records, fresh)}.
 */
public final class Snapshot {
    private static final TenantView NOTHING = TenantView.EMPTY;

    private final Map<String, KeyLookup> keys;
    private final Map<UUID, KeyLookup> keysById;
    private final Map<TenantId, TenantView> tenants;
    private final boolean fresh;

    Snapshot(
            Map<String, KeyLookup> keys,
            Map<UUID, KeyLookup> keysById,
            Map<TenantId, TenantView> tenants,
            boolean fresh) {
        this.keys = keys;
        this.keysById = keysById;
        this.tenants = tenants;
        this.fresh = fresh;
    }

    /** What a gateway knows that has heard nothing yet. */
    public static Snapshot empty() {
        return new Snapshot(Map.of(), Map.of(), Map.of(), false);
    }

    /** The same knowledge, no longer known to be the latest. */
    public Snapshot stale() {
        return fresh ? new Snapshot(keys, keysById, tenants, false) : this;
    }

    /** What is known of the key with this lower-case hex SHA-256. */
    public KeyLookup key(String sha256Hex) {
        return keys.getOrDefault(sha256Hex, KeyLookup.UNKNOWN);
    }

    /** What is known of that access key of that tenant; a key of another tenant is not known. */
    public KeyLookup key(TenantId tenant, UUID accessKeyId) {
        KeyLookup found = keysById.getOrDefault(accessKeyId, KeyLookup.UNKNOWN);
        return found instanceof KeyLookup.Known known && !known.key().tenant().equals(tenant)
                ? KeyLookup.UNKNOWN
                : found;
    }

    /** Whether this is the latest there is; when it is not, an unknown key may be one not heard of yet. */
    public boolean fresh() {
        return fresh;
    }

    /**
     * What a request's {@code model} stands for: a route's name, else {@code configuration/model}, else a model id that
     * one configuration offers to this key; {@code default} or an empty text is the tenant's default model.
     */
    public Resolution resolve(AccessKey key, String model, Operation operation) {
        return view(key.tenant()).resolve(key, model, operation);
    }

    /** The target that has made something for this tenant before, if it is there still and this key may use it. */
    public Resolution made(AccessKey key, UUID configurationId, String model) {
        return view(key.tenant()).made(key, configurationId, model);
    }

    /** Routes and models this key may name, routes first, each group by name. */
    public List<ModelOffer> models(AccessKey key) {
        return view(key.tenant()).offers(key);
    }

    /** Whether the tenant has a budget that must not be overrun: its attempts need room in the journal more than others. */
    public boolean hasHardBudget(TenantId tenant) {
        return view(tenant).hardBudget();
    }

    /** What is allowed to the tenant and to what it has. */
    public TenantAllowances allowances(TenantId tenant) {
        return view(tenant).allowances();
    }

    /** Every target of the tenant that a route, a default or the catalogue names, by address. */
    public Collection<Target> targets(TenantId tenant) {
        return view(tenant).targets();
    }

    /** All tenants anything is known of. */
    public Collection<TenantId> tenants() {
        return tenants.keySet();
    }

    /** How many targets refer to something not known: named by a route or the catalogue, told by nobody. */
    public long unresolvedReferences() {
        return tenants.values().stream().mapToLong(TenantView::unresolved).sum();
    }

    private TenantView view(TenantId tenant) {
        return tenants.getOrDefault(tenant, NOTHING);
    }
}
