package io.signalbox.gateway.limits;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.gateway.allowance.Allowance;
import io.signalbox.gateway.allowance.TenantAllowances;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.snapshot.Target;
import java.util.ArrayList;
import java.util.List;
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
    public Taking attempt(TokenBound bound) {
        if (limits == null) {
            return Taking.NOTHING;
        }
        Target target = bound.target().target();
        long tokens = bound.tokens();
        List<Allowance> ofTarget = tenant.of(target.configurationId(), target.model());
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

    /** How many tokens this attempt may use, and how the target is to be asked so that it does not use more. */
    public TokenBound bound(CallerRequest request, ReadyTarget ready) {
        if (limits == null) {
            return new TokenBound(ready, 0);
        }
        Target target = ready.target();
        List<Allowance> ofTarget = tenant.of(target.configurationId(), target.model());
        if (!count(ofCaller) && !count(ofTarget)) {
            return new TokenBound(ready, 0);
        }
        return TokenBound.of(request, ready, smallest(ofTarget, smallest(ofCaller, null)), limits.outputCap());
    }

    private static boolean count(List<Allowance> allowances) {
        for (Allowance allowance : allowances) {
            if (allowance.measure() == Measure.TOKENS) {
                return true;
            }
        }
        return false;
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
