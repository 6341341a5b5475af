package io.signalbox.gateway.limits;

import io.signalbox.adapter.Operation;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The most tokens an attempt can use, known before it is made: a bound of its input, and of its output what the caller
 * wants at most. Where the caller does not say and a limit has to know, the target is asked for no more than a cap.
 *
 * @param target as it is to be asked
 */
public record TokenBound(ReadyTarget target, long tokens) {
    /** The estimate takes a token for four bytes; no text in use has more than twice as many. */
    private static final int INPUT_FACTOR = 2;

    /** What answers in tokens without end unless one is named; a cap is only known to be told in chats. */
    private static final Set<Operation> SPEAKING =
            EnumSet.of(Operation.CHAT, Operation.RESPONSES, Operation.COMPLETIONS);

    /**
     * @param limit the smallest amount the attempt has to keep within; null when nothing would refuse it
     * @param outputCap what is asked for at most when the caller does not say
     */
    static TokenBound of(CallerRequest request, ReadyTarget target, @Nullable Long limit, long outputCap) {
        long input = INPUT_FACTOR * request.inputTokensEstimate();
        Operation operation = request.operation();
        if (!SPEAKING.contains(operation)) {
            return new TokenBound(target, input);
        }
        long named = request.outputTokensMax();
        if (named > 0) {
            return new TokenBound(target, input + bounded(named, request.answers()));
        }
        ModelFacts facts = target.target().facts();
        Long most = facts == null ? null : facts.maxOutputTokens();
        long cap = most == null ? outputCap : Math.min(most, outputCap);
        if (limit == null || operation != Operation.CHAT) {
            return new TokenBound(target, input + bounded(cap, request.answers()));
        }
        long kept = Math.max(1, Math.min(cap, limit / 2 / request.answers()));
        return new TokenBound(target.capped(kept), input + kept * request.answers());
    }

    private static long bounded(long tokens, long answers) {
        return tokens > Integer.MAX_VALUE || answers > Integer.MAX_VALUE ? Long.MAX_VALUE / 2 : tokens * answers;
    }
}
