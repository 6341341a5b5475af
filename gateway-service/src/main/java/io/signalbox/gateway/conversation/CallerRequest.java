package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.gateway.metering.AttemptMeters;
import io.signalbox.gateway.snapshot.Target;
import java.util.List;

/** What a caller asked for, in its own dialect. */
public interface CallerRequest extends RequestTraits {
    Dialect dialect();

    Operation operation();

    /** What a target is asked for: something else than the caller asked where both come to the same. */
    default Operation operationAt(Target.Call target) {
        return operation();
    }

    /** How its caller is told of failures; {@code ofDialect} is how its dialect does in general. */
    default CallerErrors errors(CallerErrors ofDialect) {
        return ofDialect;
    }

    /** The model or route as the caller wrote it; empty when it named none. */
    String modelAsked();

    boolean streamed();

    /** What was probably used where the provider does not tell, after so many characters of an answer. */
    default AttemptMeters estimate(long contentCharacters) {
        return AttemptMeters.estimated(
                inputTokensEstimate(), operation() == Operation.EMBEDDINGS ? 0 : contentCharacters);
    }

    /** The same request as this target needs it; one that offers the operation. */
    Translated forTarget(ReadyTarget target);

    /** Whether a target can be asked at all. */
    sealed interface Translated {
        /** It can, like this. */
        record Possible(Translation translation) implements Translated {}

        /** It cannot do this of what was asked. */
        record Unsupported(List<String> what) implements Translated {}
    }
}
