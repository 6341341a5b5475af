package io.signalbox.kit.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request was refused for a reason its caller can do something about. Not a fault of the program: it has no stack
 * trace and is not logged; the body says everything.
 */
public final class RefusedException extends RuntimeException {
    private final Refusal refusal;
    private final List<Violation> violations;

    public RefusedException(Refusal refusal, @Nullable String field, Object... arguments) {
        this(refusal, List.of(Violation.of(refusal, field, arguments)));
    }

    private RefusedException(Refusal refusal, List<Violation> violations) {
        super(violations.getFirst().detail(), null, false, false);
        this.refusal = refusal;
        this.violations = violations;
    }

    /** Several faults in one answer; {@code refusal} decides the status. */
    public static RefusedException all(Refusal refusal, List<Violation> violations) {
        return new RefusedException(refusal, List.copyOf(violations));
    }

    public Refusal refusal() {
        return refusal;
    }

    /** At least one; the first is the body's own code and detail. */
    public List<Violation> violations() {
        return violations;
    }
}
