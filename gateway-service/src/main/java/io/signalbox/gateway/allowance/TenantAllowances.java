package io.signalbox.gateway.allowance;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.budget.BudgetEvent.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One tenant's allowances, found by what a request is. A tenant without any costs its requests nothing. */
public final class TenantAllowances {
    public static final TenantAllowances NONE = new TenantAllowances(List.of());

    private final Map<Scope, Map<String, List<Allowance>>> byScope = new HashMap<>();

    public TenantAllowances(Collection<Allowance> all) {
        for (Allowance allowance : all) {
            byScope.computeIfAbsent(allowance.scope(), scope -> new HashMap<>())
                    .computeIfAbsent(allowance.scopeId(), id -> new ArrayList<>())
                    .add(allowance);
        }
    }

    /**
     * Who a request comes from.
     *
     * @param requestsPerMinute what the key was issued with; null for no limit
     */
    public record Caller(
            TenantId tenant,
            @Nullable UUID projectId,
            @Nullable String user,
            UUID accessKeyId,
            @Nullable Long requestsPerMinute) {}

    public boolean isEmpty() {
        return byScope.isEmpty();
    }

    /** Those that hold for whatever this caller asks; what its key was issued with also when the key is news to us. */
    public List<Allowance> of(Caller caller) {
        Long declared = caller.requestsPerMinute();
        if (byScope.isEmpty() && declared == null) {
            return List.of();
        }
        List<Allowance> found = new ArrayList<>(4);
        if (declared != null) {
            found.add(Allowance.declared(caller.tenant(), caller.accessKeyId(), declared));
        }
        add(found, Scope.ACCESS_KEY, caller.accessKeyId());
        add(found, Scope.USER, caller.user());
        add(found, Scope.PROJECT, caller.projectId());
        add(found, Scope.TENANT, caller.tenant().value());
        return found;
    }

    /** Those that hold for whoever asks this model of this configuration. */
    public List<Allowance> of(UUID configurationId, String model) {
        if (!byScope.containsKey(Scope.CONFIGURATION) && !byScope.containsKey(Scope.MODEL)) {
            return List.of();
        }
        List<Allowance> found = new ArrayList<>(2);
        add(found, Scope.CONFIGURATION, configurationId);
        add(found, Scope.MODEL, model);
        return found;
    }

    private void add(List<Allowance> found, Scope scope, @Nullable Object id) {
        Map<String, List<Allowance>> ofScope = byScope.get(scope);
        if (ofScope != null && id != null) {
            found.addAll(ofScope.getOrDefault(id.toString(), List.of()));
        }
    }
}
