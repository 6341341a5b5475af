package io.signalbox.gateway.selection;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.health.Cooling;
import io.signalbox.gateway.health.Ejection;
import io.signalbox.gateway.health.HealthRules;
import io.signalbox.gateway.health.KeyHealth;
import io.signalbox.gateway.health.KeyState;
import io.signalbox.gateway.health.Pace;
import io.signalbox.gateway.health.Permit;
import io.signalbox.gateway.health.StateChange;
import io.signalbox.gateway.health.StateChanges;
import io.signalbox.gateway.selection.FailureRemedy.Blame;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates;
import io.signalbox.pricing.Quantities;
import io.signalbox.pricing.Rated;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this replica has experienced with its targets, and whom it therefore leaves alone: a target that fails is out until
 * a probe works, a key that ran into a limit cools down for the model it was called with, a key that was refused is not
 * used again. Whoever is called has a {@link Permit}, with which is told what became of the call.
 */
public final class TargetHealth implements TargetStates, Standing {
    private static final int KEPT_MAX = 50_000;
    private static final long OUTPUT_TOKENS_LEAST = 100;
    private static final long INPUT_PER_OUTPUT = 8;
    private static final Set<FailureKind> TIME_IS_UP =
            EnumSet.of(FailureKind.CONNECT_TIMEOUT, FailureKind.FIRST_TOKEN_TIMEOUT, FailureKind.IDLE_TIMEOUT);

    private record Address(UUID configurationId, String model) {}

    private static final class Experience {
        final Ejection ejection;
        final Pace pace = new Pace();
        final AtomicInteger turn = new AtomicInteger();

        Experience(HealthRules rules) {
            ejection = new Ejection(rules);
        }
    }

    private final Map<Address, Experience> experiences = new ConcurrentHashMap<>();
    private final HealthRules rules;
    private final KeyHealth keys;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final StateChanges changes;

    public TargetHealth(
            HealthRules rules, InstantSource clock, LongSupplier nanoTime, Grants grants, StateChanges changes) {
        this.rules = rules;
        this.keys = new KeyHealth(rules, clock, grants);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.changes = changes;
    }

    /** With the usual rules, and nobody who is told of changes. */
    public TargetHealth(InstantSource clock, LongSupplier nanoTime, Grants grants) {
        this(HealthRules.DEFAULT, clock, nanoTime, grants, StateChanges.NOBODY);
    }

    /**
     * Leave to call the target, with the next of its keys in turn; null when it is left alone.
     *
     * @param elsewhere whether another target is there for the caller: then one that is out is only probed, and one whose
     *     limit is over tried out, by one call at a time
     */
    public @Nullable Permit permit(Target target, boolean elsewhere) {
        Experience experience = experience(target);
        long now = nanoTime.getAsLong();
        int turn = target.keys().size() > 1 ? experience.turn.getAndIncrement() & Integer.MAX_VALUE : 0;
        Permit permit = keys.permit(target, turn, now, elsewhere);
        if (permit == null) {
            return null;
        }
        if (!experience.ejection.admits(permit) && !experience.ejection.admitsProbe(permit, now, elsewhere)) {
            keys.released(permit);
            return null;
        }
        experience.pace.began();
        return permit;
    }

    /** Whether the target is in use and could be called now, with some key. */
    public boolean isReady(Target target) {
        return experience(target).ejection.standing() == Ejection.Standing.IN_USE
                && keys.isReady(target, nanoTime.getAsLong());
    }

    /** The call has begun to give its caller a stream. */
    public void began(Permit permit) {
        tell(permit, experience(permit.target()).ejection.began(permit));
    }

    /**
     * The call was answered.
     *
     * @param firstNanos until a stream had something to read; null for a whole answer
     * @param allNanos until all was read
     */
    public void answered(Permit permit, @Nullable Long firstNanos, long allNanos) {
        Experience experience = experience(permit.target());
        experience.pace.answered(firstNanos == null ? allNanos : firstNanos, nanoTime.getAsLong());
        tell(permit, experience.ejection.answered(permit, firstNanos, allNanos));
    }

    private void tell(Permit permit, boolean back) {
        if (keys.worked(permit) && permit.key() != null) {
            changes.changed(permit.target(), permit.key().credentialId(), StateChange.KEY_IN_USE, null);
        }
        if (back) {
            changes.changed(permit.target(), null, StateChange.IN_USE, null);
        }
    }

    /** The call came to nothing that says anything about the target. */
    public void released(Permit permit) {
        Experience experience = experience(permit.target());
        experience.pace.ended();
        experience.ejection.released(permit);
        keys.released(permit);
    }

    /**
     * The call failed.
     *
     * @param afterContent whether the caller had seen the beginning of an answer
     */
    public void failed(Permit permit, Failure failure, boolean afterContent) {
        Blame blame = FailureRemedy.of(failure.kind()).blame();
        if (blame == Blame.TARGET || (blame == Blame.CREDENTIAL && permit.key() == null)) {
            blame(permit, failure.kind(), afterContent);
            return;
        }
        String reason = failure.kind().name();
        long now = nanoTime.getAsLong();
        switch (blame) {
            case NOBODY, TARGET -> {}
            case LIMIT -> keys.limited(permit, reason, failure.retryAfter(), now);
            case ACCOUNT -> {
                if (keys.exhausted(permit, reason, now)) {
                    changes.changed(permit.target(), keyId(permit), StateChange.KEY_EXHAUSTED, reason);
                }
            }
            case CREDENTIAL -> refuse(permit, reason);
        }
        released(permit);
    }

    private void blame(Permit permit, FailureKind kind, boolean afterContent) {
        Experience experience = experience(permit.target());
        experience.pace.ended();
        keys.released(permit);
        boolean timedOut = TIME_IS_UP.contains(kind);
        if (experience.ejection.failed(permit, kind.name(), afterContent, timedOut, nanoTime.getAsLong())) {
            changes.changed(permit.target(), null, StateChange.OUT, kind.name());
        }
    }

    private void refuse(Permit permit, String reason) {
        Target.Key key = permit.key();
        GrantedSecret secret = permit.secret();
        if (key != null && secret != null && keys.refused(key, secret)) {
            changes.changed(permit.target(), key.credentialId(), StateChange.KEY_REFUSED, reason);
        }
    }

    private static @Nullable UUID keyId(Permit permit) {
        Target.Key key = permit.key();
        return key == null ? null : key.credentialId();
    }

    @Override
    public TargetState of(Target target) {
        Experience experience = experiences.get(new Address(target.configurationId(), target.model()));
        long now = nanoTime.getAsLong();
        if (experience != null) {
            Ejection ejection = experience.ejection;
            switch (ejection.standing()) {
                case OUT -> {
                    long wait = Math.max(0, ejection.probeInNanos(now));
                    return new TargetState(State.OPEN, clock.instant().plusNanos(wait), ejection.reason());
                }
                case PROBED -> {
                    return new TargetState(State.HALF_OPEN, null, ejection.reason());
                }
                case IN_USE -> {}
            }
        }
        return keys.isReady(target, now) ? TargetState.IN_USE : cooling(target, now);
    }

    /** Of a target that could not be called: cools down until the first of its keys does not any more. */
    private TargetState cooling(Target target, long now) {
        Stream<UUID> ids = target.keys().isEmpty()
                ? Stream.of(target.configurationId())
                : target.keys().stream().map(Target.Key::credentialId);
        return ids.map(id -> keys.cooling(id, target.model(), now))
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Cooling::until))
                .map(first -> new TargetState(State.COOLING_DOWN, first.until(), first.reason()))
                .orElse(TargetState.IN_USE);
    }

    @Override
    public List<KeyState> keys(Target target) {
        long now = nanoTime.getAsLong();
        return target.keys().stream().map(key -> keys.state(target, key, now)).toList();
    }

    @Override
    public double expectedNanos(Target target) {
        return experience(target).pace.expected(nanoTime.getAsLong());
    }

    @Override
    public int onTheWay(Target target) {
        return experience(target).pace.onTheWay();
    }

    @Override
    public @Nullable Money cost(Target target, long inputTokens) {
        long outputTokens = Math.max(OUTPUT_TOKENS_LEAST, inputTokens / INPUT_PER_OUTPUT);
        Map<String, BigDecimal> meters = Map.of(
                Meter.INPUT_TOKENS.wire(), BigDecimal.valueOf(inputTokens),
                Meter.OUTPUT_TOKENS.wire(), BigDecimal.valueOf(outputTokens));
        Rated rated = target.prices().rate(new Quantities(meters, Quantities.STANDARD, "", clock.instant()));
        return rated instanceof Rated.Priced priced ? priced.cost() : null;
    }

    private Experience experience(Target target) {
        Address address = new Address(target.configurationId(), target.model());
        Experience known = experiences.get(address);
        if (known != null) {
            return known;
        }
        if (experiences.size() > KEPT_MAX) {
            experiences.clear();
        }
        return experiences.computeIfAbsent(address, key -> new Experience(rules));
    }
}
