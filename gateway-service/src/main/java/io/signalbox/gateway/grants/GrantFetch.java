package io.signalbox.gateway.grants;

import io.signalbox.gateway.owners.CredentialCalls;
import io.signalbox.gateway.owners.CredentialCalls.Answer;
import io.signalbox.gateway.owners.CredentialCalls.Grant;
import io.signalbox.gateway.owners.CredentialCalls.Wanted;
import io.signalbox.gateway.snapshot.Snapshot;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.Target;
import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a grant for every credential a target needs, before anybody asks: when the snapshot changes, and when a grant
 * nears its end. What the snapshot no longer names, or says is revoked, is erased; a newer version replaces an older one
 * as soon as it is here. While the credential service is away, what is held is used to the end of its time.
 */
final class GrantFetch implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(GrantFetch.class);
    private static final int BATCH_MAX = 100;
    private static final long TICK_MILLIS = 1_000;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final long STOP_MILLIS_MAX = 10_000;

    /** A grant is renewed when this share of the time until its refresh is over. */
    private static final double RENEW_SHARE = 0.8;

    private record Need(Wanted wanted, int version) {}

    private final HeldGrants grants;
    private final CredentialCalls credentials;
    private final SnapshotHolder snapshots;
    private final Clock clock;
    private final Duration retry;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicLong failures = new AtomicLong();
    private final Map<UUID, Instant> notBefore = new HashMap<>();
    private final Map<UUID, Integer> askedFor = new HashMap<>();
    private final Map<UUID, Instant> renewAt = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Snapshot latest;

    GrantFetch(HeldGrants grants, CredentialCalls credentials, SnapshotHolder snapshots, Clock clock, Duration retry) {
        this.grants = grants;
        this.credentials = credentials;
        this.snapshots = snapshots;
        this.clock = clock;
        this.retry = retry;
        this.thread = new Thread(this::run, "gateway-grants");
    }

    void start() {
        snapshots.onChange(snapshot -> {
            latest = snapshot;
            wake.release();
        });
        thread.start();
    }

    long failures() {
        return failures.get();
    }

    /** The edge where any failure becomes "try again later with what there is". */
    private void run() {
        boolean failed = false;
        while (!stopping) {
            try {
                await(failed ? retry.toMillis() : TICK_MILLIS);
                Snapshot snapshot = latest;
                if (snapshot != null && !stopping) {
                    round(needs(snapshot));
                }
                grants.eraseLeft();
                failed = false;
            } catch (RuntimeException e) {
                if (!failed) {
                    LOG.warn("grants could not be fetched, what is held is used meanwhile: {}", e.toString());
                }
                failures.incrementAndGet();
                failed = true;
            }
        }
    }

    private void await(long millis) {
        try {
            if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("grant fetching is stopped by its flag, not by interrupts", e);
        }
    }

    /** Every key a target may be called with. */
    private static Map<UUID, Need> needs(Snapshot snapshot) {
        Map<UUID, Need> needs = new HashMap<>();
        for (var tenant : snapshot.tenants()) {
            for (Target target : snapshot.targets(tenant)) {
                for (Target.Key key : target.keys()) {
                    needs.put(key.credentialId(), new Need(new Wanted(tenant, key.credentialId()), key.version()));
                }
            }
        }
        return needs;
    }

    private void round(Map<UUID, Need> needs) {
        grants.change(
                List.of(),
                grants.all().stream()
                        .map(HeldGrant::credentialId)
                        .filter(held -> !needs.containsKey(held))
                        .toList());
        Set<UUID> known = needs.keySet();
        notBefore.keySet().retainAll(known);
        askedFor.keySet().retainAll(known);
        renewAt.keySet().retainAll(known);
        Instant now = clock.instant();
        List<Need> due = new ArrayList<>(
                needs.values().stream().filter(need -> due(need, now)).toList());
        for (int from = 0; from < due.size() && !stopping; from += BATCH_MAX) {
            fetch(due.subList(from, Math.min(due.size(), from + BATCH_MAX)));
        }
    }

    private boolean due(Need need, Instant now) {
        UUID credentialId = need.wanted().credentialId();
        boolean newer = askedFor.getOrDefault(credentialId, 0) < need.version();
        Instant wait = notBefore.get(credentialId);
        if (!newer && wait != null && now.isBefore(wait)) {
            return false;
        }
        HeldGrant held = grants.held(credentialId);
        return held == null
                || held.granted().version() < need.version()
                || grants.wasRefused(credentialId)
                || !now.isBefore(renewAt.getOrDefault(credentialId, held.refreshAt()));
    }

    private void fetch(List<Need> due) {
        Answer answer =
                credentials.grants(due.stream().map(Need::wanted).toList()).block(ANSWER_MAX);
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        Instant now = clock.instant();
        for (Need need : due) {
            // Whatever the answer was, it is not asked for at once again.
            notBefore.put(need.wanted().credentialId(), now.plus(ASK_AGAIN));
            askedFor.put(need.wanted().credentialId(), need.version());
        }
        List<HeldGrant> granted =
                answer.grants().stream().map(grant -> held(grant, now)).toList();
        for (Grant grant : answer.grants()) {
            long renewAfterMillis = (long) (grant.refreshAfterSeconds() * 1_000 * RENEW_SHARE);
            renewAt.put(grant.credentialId(), now.plusMillis(renewAfterMillis));
            if (renewAfterMillis < ASK_AGAIN.toMillis()) {
                notBefore.put(grant.credentialId(), now.plusMillis(renewAfterMillis));
            }
        }
        grants.change(granted, answer.missing());
    }

    private static HeldGrant held(Grant grant, Instant now) {
        return new HeldGrant(
                grant.credentialId(),
                new GrantedSecret(grant.secret(), grant.version(), grant.origin()),
                now.plusSeconds(grant.refreshAfterSeconds()),
                now.plusSeconds(grant.usableForSeconds()));
    }

    @Override
    public void close() {
        stopping = true;
        wake.release();
        try {
            thread.join(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
