package io.signalbox.gateway.limits;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.gateway.allowance.Allowance;
import io.signalbox.gateway.allowance.TenantAllowances;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one request: allowances of its caller, which end it when they are used up, and of whatever target it is
 * sent to, which only lead to another target.
 */
public final class CallerLimits {
    /** Nothing is limited, and nothing is paid for it. */
    public static final CallerLimits NONE = new CallerLimits(null, TenantAllowances.NONE, List.of());

    private final @Nullable Limits limits;
    private final TenantAllowances tenant;
    private final List<Allowance> ofCaller;

    CallerLimits(@Nullable Limits limits, TenantAllowances tenant, List<Allowance> ofCaller) {
        this.limits = limits;
        this.tenant = tenant;
        this.ofCaller = ofCaller;
    }

    /** Takes the request itself; its tokens are taken with each attempt. */
    public Taking request() {
        if (limits == null || ofCaller.isEmpty()) {
            return Taking.NOTHING;
        }
        List<Taking.Part> parts = new ArrayList<>(ofCaller.size());
        for (Allowance allowance : ofCaller) {
            if (allowance.measure() != Measure.TOKENS) {
                parts.add(new Taking.Part(limits.share(allowance), 1));
            }
        }
        return limits.take(parts);
    }

    /** Takes what one attempt may use at most, of its caller and of its target. */
    public Taking attempt(UUID configurationId, String model, long tokens) {
        if (limits == null) {
            return Taking.NOTHING;
        }
        List<Allowance> ofTarget = tenant.of(configurationId, model);
        List<Taking.Part> parts = new ArrayList<>(ofCaller.size() + ofTarget.size());
        for (Allowance allowance : ofCaller) {
            if (allowance.measure() == Measure.TOKENS && tokens > 0) {
                parts.add(new Taking.Part(limits.share(allowance), tokens));
            }
        }
        for (Allowance allowance : ofTarget) {
            long amount = allowance.measure() == Measure.TOKENS ? tokens : 1;
            if (amount > 0) {
                parts.add(new Taking.Part(limits.share(allowance), amount));
            }
        }
        return limits.take(parts);
    }

    /** The smallest amount of tokens an attempt at this target has to keep within; null when nothing counts tokens. */
    public @Nullable Long tokensMost(UUID configurationId, String model) {
        Long most = null;
        if (limits != null) {
            most = smallest(ofCaller, null);
            most = smallest(tenant.of(configurationId, model), most);
        }
        return most;
    }

    private static @Nullable Long smallest(List<Allowance> allowances, @Nullable Long before) {
        Long smallest = before;
        for (Allowance allowance : allowances) {
            if (allowance.measure() == Measure.TOKENS && !allowance.shadow()) {
                smallest = smallest == null ? allowance.amount() : Math.min(smallest, allowance.amount());
            }
        }
        return smallest;
    }

    /** Whether this allowance is the caller's: no other target would help. */
    public boolean isOfCaller(Allowance allowance) {
        return ofCaller.contains(allowance);
    }

    /** Where the tightest of the caller's allowances of one measure stands; null when there is none, or nothing is known. */
    public @Nullable Standing standing(Measure measure) {
        Standing tightest = null;
        for (Allowance allowance : ofCaller) {
            if (limits != null && allowance.measure() == measure && !allowance.shadow()) {
                Standing standing = limits.standing(allowance);
                if (standing != null && (tightest == null || standing.remaining() < tightest.remaining())) {
                    tightest = standing;
                }
            }
        }
        return tightest;
    }
}
