package io.signalbox.gateway.health;

import io.signalbox.gateway.grants.GrantedSecret;
import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.snapshot.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of a target may be used. A limit concerns one key and one model; an account that is empty, one key and all
 * models; a key the provider does not know is not used again in that version. A target without a key has its limits by
 * itself.
 */
public final class KeyHealth {
    private static final String ALL_MODELS = "";
    private static final int KEPT_MAX = 50_000;

    /** {@code id} of the key, or of the configuration where no key is needed. */
    private record Limit(UUID id, String model) {}

    private final Map<Limit, Cooling> coolings = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> refusedVersions = new ConcurrentHashMap<>();
    private final HealthRules rules;
    private final InstantSource clock;
    private final Grants grants;

    public KeyHealth(HealthRules rules, InstantSource clock, Grants grants) {
        this.rules = rules;
        this.clock = clock;
        this.grants = grants;
    }

    /**
     * Leave to call with the next key that may be used, in turns; without a key when none is at hand, and null when those
     * at hand cool down.
     */
    public @Nullable Permit permit(Target target, int turn, long now, boolean elsewhere) {
        List<Target.Key> keys = target.keys();
        boolean cooling = false;
        for (int index = 0; index < keys.size(); index++) {
            Target.Key key = keys.get((turn + index) % keys.size());
            GrantedSecret secret = usable(target, key);
            if (secret != null) {
                Permit permit = new Permit(target, key, secret);
                if (admits(permit, key.credentialId(), now, elsewhere)) {
                    return permit;
                }
                cooling = true;
            }
        }
        if (cooling) {
            return null;
        }
        Permit keyless = new Permit(target, null, null);
        return !keys.isEmpty() || admits(keyless, target.configurationId(), now, elsewhere) ? keyless : null;
    }

    /** A key goes only where it was given for, and not again where it was refused. */
    private @Nullable GrantedSecret usable(Target target, Target.Key key) {
        GrantedSecret secret = grants.current(key.credentialId());
        Target.Call call = target.call();
        return secret == null
                        || call == null
                        || !secret.origin().equals(call.origin())
                        || isRefused(key.credentialId(), secret.version())
                ? null
                : secret;
    }

    private boolean admits(Permit permit, UUID id, long now, boolean elsewhere) {
        if (coolings.isEmpty()) {
            return true;
        }
        Cooling ofModel = coolings.get(new Limit(id, permit.target().model()));
        Cooling ofAll = coolings.get(new Limit(id, ALL_MODELS));
        if (ofModel != null && !ofModel.admits(permit, now, elsewhere)) {
            return false;
        }
        if (ofAll != null && !ofAll.admits(permit, now, elsewhere)) {
            if (ofModel != null) {
                ofModel.released(permit);
            }
            return false;
        }
        permit.tries(
                ofModel == null
                        ? ofAll == null ? List.of() : List.of(ofAll)
                        : ofAll == null ? List.of(ofModel) : List.of(ofModel, ofAll));
        return true;
    }

    /** Whether a call could be made now, and not only tried. */
    public boolean isReady(Target target, long now) {
        if (target.keys().isEmpty()) {
            return cooling(target.configurationId(), target.model(), now) == null;
        }
        for (Target.Key key : target.keys()) {
            if (usable(target, key) != null && cooling(key.credentialId(), target.model(), now) == null) {
                return true;
            }
        }
        return false;
    }

    /** What keeps the key, or the configuration without one, from this model; null when nothing does. */
    public @Nullable Cooling cooling(UUID id, String model, long now) {
        if (coolings.isEmpty()) {
            return null;
        }
        Cooling ofAll = coolings.get(new Limit(id, ALL_MODELS));
        Cooling ofModel = coolings.get(new Limit(id, model));
        Cooling first = ofAll != null && !ofAll.isOver(now) ? ofAll : ofModel;
        return first == null || first.isOver(now) ? null : first;
    }

    /** The provider has refused this version of the key. */
    private boolean isRefused(UUID credentialId, int version) {
        Integer refused = refusedVersions.get(credentialId);
        return refused != null && refused == version;
    }

    /** The call got an answer: the limits it tried out are over. True when a key is of use again that somebody had to see to. */
    public boolean worked(Permit permit) {
        List<Cooling> trials = permit.trials();
        if (trials.isEmpty()) {
            return false;
        }
        boolean exhausted = coolings.containsKey(new Limit(id(permit), ALL_MODELS));
        coolings.values().removeAll(trials);
        return exhausted;
    }

    /** The call said nothing about its key. */
    public void released(Permit permit) {
        permit.trials().forEach(trial -> trial.released(permit));
    }

    /**
     * The key is not used for this model until the time that was named; when it named one that turned out to be too short,
     * for no less than the usual pause.
     */
    public void limited(Permit permit, String reason, @Nullable Duration asked, long now) {
        Duration named = asked != null && asked.isPositive() ? asked : rules.limitPause();
        Duration length = longer(named, tried(permit) ? rules.limitPause() : Duration.ZERO);
        length = length.compareTo(rules.limitPauseMax()) > 0 ? rules.limitPauseMax() : length;
        cool(new Limit(id(permit), permit.target().model()), reason, length, now);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Whether the call was to find out that a limit is over: it is not, whatever had been named. */
    private static boolean tried(Permit permit) {
        return permit.trials().stream().anyMatch(trial -> trial.isTriedBy(permit));
    }

    /** The account is empty: the key is not used for a while. True when that is new. */
    public boolean exhausted(Permit permit, String reason, long now) {
        Limit limit = new Limit(id(permit), ALL_MODELS);
        boolean isNew = !coolings.containsKey(limit);
        cool(limit, reason, rules.accountPause(), now);
        return isNew;
    }

    /** The provider does not know the key. True when that is new. */
    public boolean refused(Target.Key key, GrantedSecret secret) {
        Integer before = refusedVersions.put(key.credentialId(), secret.version());
        grants.refused(key.credentialId(), secret.version());
        return before == null || before != secret.version();
    }

    private void cool(Limit limit, String reason, Duration length, long now) {
        if (coolings.size() > KEPT_MAX) {
            coolings.clear();
        }
        long endsAt = now + length.toNanos();
        Instant until = clock.instant().plus(length);
        coolings.compute(limit, (key, known) -> {
            if (known == null) {
                return new Cooling(endsAt, until, reason);
            }
            known.again(endsAt, until, reason);
            return known;
        });
    }

    private static UUID id(Permit permit) {
        Target.Key key = permit.key();
        return key == null ? permit.target().configurationId() : key.credentialId();
    }

    /** How one key stands, as operators see it. */
    public KeyState state(Target target, Target.Key key, long now) {
        GrantedSecret secret = grants.current(key.credentialId());
        if (secret == null) {
            return new KeyState(key.credentialId(), key.name(), key.hint(), KeyState.Use.NOT_AT_HAND, null, null);
        }
        if (isRefused(key.credentialId(), secret.version())) {
            return new KeyState(key.credentialId(), key.name(), key.hint(), KeyState.Use.REFUSED, null, null);
        }
        Cooling cooling = cooling(key.credentialId(), target.model(), now);
        return cooling == null
                ? new KeyState(key.credentialId(), key.name(), key.hint(), KeyState.Use.IN_USE, null, null)
                : new KeyState(
                        key.credentialId(),
                        key.name(),
                        key.hint(),
                        KeyState.Use.COOLING_DOWN,
                        cooling.until(),
                        cooling.reason());
    }
}
