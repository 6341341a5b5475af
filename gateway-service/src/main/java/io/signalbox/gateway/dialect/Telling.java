package io.signalbox.gateway.dialect;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.Violation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What callers are told of failures, whatever form their dialect gives it. */
public final class Telling {
    /** Of a mistake of ours. */
    public static final String INTERNAL = "The gateway itself failed.";

    /** Of a request that did not arrive whole. */
    public static final String REQUEST_TIMEOUT = "The request body stopped arriving. Send it without long pauses.";

    private static final long RETRY_AFTER_MAX_SECONDS = 60;

    private Telling() {}

    /** A provider's words about its own key would read as if the caller's were meant. */
    public static String words(Failure failure) {
        if (failure.kind() == FailureKind.CREDENTIAL_REFUSED) {
            return "The provider refused the key of this configuration.";
        }
        return failure.kind() == FailureKind.FORBIDDEN
                ? "The provider does not allow the key of this configuration to do this."
                : failure.message();
    }

    /** What is wrong, and what to do about it. */
    public static String words(RefusedException refused) {
        Violation violation = refused.violations().getFirst();
        return violation.detail() + " " + violation.remedy();
    }

    /** Whole seconds, at least one and at most a minute: some SDKs sleep for whatever they are told. */
    public static long seconds(@Nullable Duration wait) {
        long seconds = wait == null ? 1 : (wait.toMillis() + 999) / 1000;
        return Math.max(1, Math.min(RETRY_AFTER_MAX_SECONDS, seconds));
    }
}
