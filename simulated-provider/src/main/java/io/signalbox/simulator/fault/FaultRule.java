package io.signalbox.simulator.fault;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A fault armed for the requests it matches: it passes over the first {@code after}, then strikes {@code times}, or for ever
 * when that is null. With a probability the seed decides which, so that a run can be repeated.
 */
public record FaultRule(Match match, Fault fault, @Nullable Integer times, int after, double probability, long seed) {
    public FaultRule {
        if ((times != null && times < 1) || after < 0 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "'times' must be at least 1, 'after' at least 0, 'probability' above 0 and at most 1.");
        }
    }

    public static FaultRule once(FaultKind kind) {
        return new FaultRule(Match.ANY, Fault.of(kind), 1, 0, 1, 0);
    }

    public static FaultRule forever(FaultKind kind) {
        return new FaultRule(Match.ANY, Fault.of(kind), null, 0, 1, 0);
    }

    public FaultRule on(Match narrower) {
        return new FaultRule(narrower, fault, times, after, probability, seed);
    }

    public FaultRule with(Fault other) {
        return new FaultRule(match, other, times, after, probability, seed);
    }

    public FaultRule after(int passes) {
        return new FaultRule(match, fault, times, passes, probability, seed);
    }

    public FaultRule times(int count) {
        return new FaultRule(match, fault, count, after, probability, seed);
    }

    public FaultRule withProbability(double share, long drawnFrom) {
        return new FaultRule(match, fault, times, after, share, drawnFrom);
    }

    /** A rule at work: how often it matched and struck. Guarded by {@link Faults}. */
    static final class Armed {
        private final String id;
        private final FaultRule rule;
        private final SplittableRandom random;
        private int matched;
        private int struck;

        Armed(String id, FaultRule rule) {
            this.id = id;
            this.rule = rule;
            this.random = new SplittableRandom(rule.seed());
        }

        boolean strikes(Match.Suspect suspect) {
            if (spent()
                    || !rule.fault().kind().befalls(suspect.stream())
                    || !rule.match().fits(suspect)) {
                return false;
            }
            matched++;
            if (matched <= rule.after() || random.nextDouble() >= rule.probability()) {
                return false;
            }
            struck++;
            return true;
        }

        private boolean spent() {
            return rule.times() != null && struck >= rule.times();
        }

        String id() {
            return id;
        }

        State state() {
            return new State(id, rule, matched, struck);
        }

        Fault fault() {
            return rule.fault();
        }
    }

    /** A rule and what it has done so far. */
    public record State(String id, FaultRule rule, int matched, int struck) {}
}
