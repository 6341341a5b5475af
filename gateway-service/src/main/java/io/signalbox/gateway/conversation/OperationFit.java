package io.signalbox.gateway.conversation;

import io.signalbox.adapter.Operation;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.gateway.snapshot.Target;
import org.jspecify.annotations.Nullable;

/**
 * Whether a target answers an operation at all, told before it is called. Its provider type has to offer it. A model made
 * for another operation is not asked either, where that other one is offered; where it is not, models of that type are
 * asked by other means, as those that draw in a chat. A model nobody says anything of counts as one for chats, so being
 * one is held against nobody.
 */
public final class OperationFit {
    private OperationFit() {}

    /** Why it does not, in words for the caller; null when nothing speaks against it. */
    public static @Nullable String against(Target target, Target.Call call, Operation operation) {
        ModelFacts facts = target.facts();
        ModelType type = facts == null ? ModelType.LLM : facts.type();
        Operation own = Operation.of(type);
        boolean another = own != operation && call.operations().contains(own);
        if (!call.operations().contains(operation)) {
            boolean telling = another && operation != Operation.COUNT_TOKENS;
            return "'" + target.address() + "' cannot do what was asked for: " + operation.wire() + "."
                    + (telling ? " It answers " + own.path() + "." : "");
        }
        boolean unfit = another && type != ModelType.LLM && operation.answeredBy() != type;
        return unfit
                ? "'" + target.address() + "' is a model of type " + type.wire() + ": it answers " + own.path()
                        + " and not " + operation.path() + "."
                : null;
    }
}
