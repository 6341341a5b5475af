package io.signalbox.kit.inbox;

import io.signalbox.kit.problem.OperatingErrorSign;
import io.signalbox.kit.problem.Refusal;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import java.util.List;

/** Tells failures that pass when the world is better from those a record brings with it. */
final class OperatingTrouble {
    private final List<OperatingErrorSign> signs;

    OperatingTrouble(List<OperatingErrorSign> signs) {
        this.signs = signs;
    }

    boolean explains(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable suspect = cause;
            if (isPassing(suspect) || signs.stream().anyMatch(sign -> sign.recognises(suspect))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof RefusedException refused
                && (refused.refusal().kind() == Refusal.Kind.UNAVAILABLE
                        || refused.refusal() == StandardRefusal.CONCURRENT_CHANGE);
    }
}
