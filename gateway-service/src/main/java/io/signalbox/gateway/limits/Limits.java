package io.signalbox.gateway.limits;

import io.signalbox.contracts.budget.BudgetEvent.Measure;
import io.signalbox.gateway.allowance.Allowance;
import io.signalbox.gateway.allowance.TenantAllowances;
import io.signalbox.gateway.owners.LeaseCalls;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps requests within what is allowed. What is taken comes from memory; a share that runs low, a window that nears its
 * end and a share nobody uses are seen to in the background.
 */
public final class Limits implements Closeable {
    private static final long TEND_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(2);

    private final Map<UUID, Share> shares = new ConcurrentHashMap<>();
    private final ShadowCount shadow = new ShadowCount();
    private final long outputCap;
    private final LeaseDesk desk;
    private final Thread keeper;
    private volatile boolean stopping;

    /**
     * @param holder this replica's present life
     */
    public Limits(LeaseCalls calls, UUID holder, LimitsProperties properties, LongSupplier nanoTime) {
        this.outputCap = properties.outputCap();
        this.desk = new LeaseDesk(calls, holder, properties.deadline(), nanoTime);
        this.keeper = Thread.ofPlatform().name("gateway-limits").daemon().unstarted(this::keep);
    }

    /** Begins to see to shares in the background. */
    public Limits started() {
        keeper.start();
        return this;
    }

    /** What holds for one caller. */
    public CallerLimits of(TenantAllowances tenant, TenantAllowances.Caller caller) {
        List<Allowance> ofCaller = tenant.of(caller);
        return ofCaller.isEmpty() && tenant.isEmpty() ? CallerLimits.NONE : new CallerLimits(this, tenant, ofCaller);
    }

    Taking take(List<Taking.Part> parts) {
        return parts.isEmpty() ? Taking.NOTHING : new Taking(parts, shadow).begun();
    }

    Share share(Allowance allowance) {
        Share share = shares.computeIfAbsent(allowance.id(), id -> new Share(allowance, desk, desk.now()));
        if (!share.allowance().equals(allowance)) {
            share.now(allowance);
        }
        return share;
    }

    /** Where an allowance stands; null when nothing is known. */
    @Nullable
    Standing standing(Allowance allowance) {
        Share share = shares.get(allowance.id());
        return share == null ? null : share.standing();
    }

    /** The edge where a mistake of ours becomes "try again": without this thread shares would only be asked for late. */
    private void keep() {
        while (!stopping) {
            shares.values().forEach(Share::tend);
            shares.values().removeIf(Share::isIdle);
            LockSupport.parkNanos(TEND_NANOS);
        }
    }

    /** Tokens. */
    long outputCap() {
        return outputCap;
    }

    int held() {
        return shares.size();
    }

    /** How often shares were asked for in vain. */
    public long failures() {
        return desk.failures();
    }

    /** How many requests the limits in the shadow would have refused. */
    public long shadowed(Measure measure) {
        return shadow.of(measure);
    }

    /** Gives back what is not in use. A replica that is killed does not: what it held is lost until its windows end. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(keeper);
        desk.close(List.copyOf(shares.values()), FAREWELL_MAX);
    }
}
