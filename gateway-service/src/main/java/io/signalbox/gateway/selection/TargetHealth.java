package io.signalbox.gateway.selection;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.signalbox.adapter.Failure;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates;
import io.signalbox.pricing.Quantities;
import io.signalbox.pricing.Rated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this replica has experienced with its targets, and whom it therefore leaves alone: a breaker per target for those
 * that fail, a pause for those that named a limit, and keys that were refused. One breaker call is let through when a
 * pause is over; it decides for all.
 */
public final class TargetHealth implements TargetStates, Standing {
    private static final Duration LIMIT_PAUSE = Duration.ofSeconds(2);
    private static final Duration LIMIT_PAUSE_MAX = Duration.ofMinutes(2);
    private static final Duration ACCOUNT_PAUSE = Duration.ofMinutes(1);
    private static final int KEPT_MAX = 50_000;
    private static final long OUTPUT_TOKENS_LEAST = 100;
    private static final long INPUT_PER_OUTPUT = 8;
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(
                    IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(2), 2, Duration.ofMinutes(1)))
            .writableStackTraceEnabled(false)
            .build();

    private record Address(UUID configurationId, String model) {}

    private record Pause(Instant until, String reason) {}

    private static final class Experience {
        final CircuitBreaker breaker = CircuitBreaker.of("target", BREAKER);
        final Pace pace = new Pace();
        volatile @Nullable Pause pause;
        volatile @Nullable String lastFailure;
    }

    private final Map<Address, Experience> experiences = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> refusedVersions = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Grants grants;

    public TargetHealth(InstantSource clock, LongSupplier nanoTime, Grants grants) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.grants = grants;
    }

    /** Whether the target may be called now; if so, what becomes of the call must be told by one of the next three. */
    public boolean permits(Target target) {
        Experience experience = experience(target);
        boolean permitted = pausedUntil(experience) == null && experience.breaker.tryAcquirePermission();
        if (permitted) {
            experience.pace.began();
        }
        return permitted;
    }

    /**
     * A permitted call was answered.
     *
     * @param firstNanos until there was something to read
     * @param allNanos until all was read
     */
    public void answered(Target target, long firstNanos, long allNanos) {
        Experience experience = experience(target);
        experience.pace.answered(firstNanos, nanoTime.getAsLong());
        experience.breaker.onSuccess(allNanos, TimeUnit.NANOSECONDS);
    }

    /** A permitted call came to nothing that says anything about the target. */
    public void released(Target target) {
        Experience experience = experience(target);
        experience.pace.ended();
        experience.breaker.releasePermission();
    }

    /** A permitted call failed. */
    public void failed(Target target, Failure failure, long durationNanos, int credentialVersion) {
        Experience experience = experience(target);
        String reason = failure.kind().name();
        experience.pace.ended();
        switch (FailureRemedy.of(failure.kind()).blame()) {
            case NOBODY -> experience.breaker.releasePermission();
            case TARGET -> blame(experience, reason, durationNanos);
            case LIMIT -> pause(experience, reason, limitPause(failure.retryAfter()));
            case ACCOUNT -> pause(experience, reason, ACCOUNT_PAUSE);
            case CREDENTIAL -> refuse(experience, target, reason, credentialVersion);
        }
    }

    /** Whether the provider has refused this version of the key. */
    public boolean isRefused(UUID credentialId, int version) {
        Integer refused = refusedVersions.get(credentialId);
        return refused != null && refused == version;
    }

    @Override
    public TargetState of(UUID configurationId, String model) {
        Experience experience = experiences.get(new Address(configurationId, model));
        if (experience == null) {
            return TargetState.IN_USE;
        }
        Pause pause = pausedUntil(experience);
        if (pause != null) {
            return new TargetState(State.COOLING_DOWN, pause.until(), pause.reason());
        }
        return switch (experience.breaker.getState()) {
            case OPEN, FORCED_OPEN -> new TargetState(State.OPEN, null, experience.lastFailure);
            case HALF_OPEN -> new TargetState(State.HALF_OPEN, null, experience.lastFailure);
            case CLOSED, DISABLED, METRICS_ONLY -> TargetState.IN_USE;
        };
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

    private static void blame(Experience experience, String reason, long durationNanos) {
        experience.lastFailure = reason;
        experience.breaker.onError(durationNanos, TimeUnit.NANOSECONDS, new TargetFailedException());
    }

    private void pause(Experience experience, String reason, Duration length) {
        experience.breaker.releasePermission();
        experience.pause = new Pause(clock.instant().plus(length), reason);
    }

    private void refuse(Experience experience, Target target, String reason, int version) {
        UUID credentialId = target.credentialId();
        if (credentialId == null) {
            blame(experience, reason, 0);
            return;
        }
        experience.breaker.releasePermission();
        refusedVersions.put(credentialId, version);
        grants.refused(credentialId, version);
    }

    private @Nullable Pause pausedUntil(Experience experience) {
        Pause pause = experience.pause;
        if (pause != null && !pause.until().isAfter(clock.instant())) {
            experience.pause = null;
            return null;
        }
        return pause;
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
        return experiences.computeIfAbsent(address, key -> new Experience());
    }

    private static Duration limitPause(@Nullable Duration asked) {
        if (asked == null || asked.isZero()) {
            return LIMIT_PAUSE;
        }
        return asked.compareTo(LIMIT_PAUSE_MAX) > 0 ? LIMIT_PAUSE_MAX : asked;
    }

    /** What the breaker counts; it only ever looks at the class. */
    private static final class TargetFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TargetFailedException() {
            super(null, null, false, false);
        }
    }
}
