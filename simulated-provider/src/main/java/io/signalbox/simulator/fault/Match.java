package io.signalbox.simulator.fault;

import io.signalbox.simulator.dialect.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule is for; what is null matches all. Without an operation, those that make the provider generate: a
 * model list asked for in the background does not use up a fault meant for a completion.
 */
public record Match(
        @Nullable String dialect,
        @Nullable String model,
        @Nullable String key,
        @Nullable Integer attempt,
        @Nullable String operation) {
    public static final Match ANY = new Match(null, null, null, null, null);

    public static Match dialect(String dialect) {
        return new Match(dialect, null, null, null, null);
    }

    public static Match model(String model) {
        return new Match(null, model, null, null, null);
    }

    boolean fits(Suspect suspect) {
        return same(dialect, suspect.dialect())
                && same(model, suspect.model())
                && same(key, suspect.key())
                && (attempt == null || attempt.equals(suspect.attempt()))
                && fits(suspect.operation());
    }

    private boolean fits(Operation asked) {
        return operation == null ? asked.generates() : operation.equals("any") || operation.equals(asked.label());
    }

    private static boolean same(@Nullable String wanted, @Nullable String found) {
        return wanted == null || wanted.equals(found);
    }

    /** A request that a fault may befall. */
    public record Suspect(
            String dialect,
            @Nullable String model,
            String key,
            @Nullable Integer attempt,
            Operation operation,
            boolean stream) {}
}
