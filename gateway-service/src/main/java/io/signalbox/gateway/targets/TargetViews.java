package io.signalbox.gateway.targets;

import io.signalbox.adapter.Operation;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.OperationFit;
import io.signalbox.gateway.health.KeyState;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.gateway.targets.TargetStates.TargetState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Joins a target with what the data plane has experienced with it. */
@Component
final class TargetViews {
    private final TargetStates states;

    TargetViews(TargetStates states) {
        this.states = states;
    }

    TargetView of(Target target) {
        TargetState state = states.of(target);
        String reason = reason(target, state);
        return new TargetView(
                target.address(),
                target.configurationId(),
                target.configurationName(),
                target.providerType(),
                target.model(),
                reason == null,
                reason == null ? state.reason() : reason,
                state.state(),
                state.until(),
                states.keys(target));
    }

    /** The same for who asks for this: {@code UNSUPPORTED} is what its type or its provider type cannot do. */
    TargetView of(Target target, Operation operation) {
        TargetView view = of(target);
        Target.Call call = target.call();
        boolean fits = call == null || OperationFit.against(target, call, operation) == null;
        return fits ? view : view.without(FailureKind.UNSUPPORTED.name());
    }

    /** What keeps the next request from it, the most lasting cause first. */
    private @Nullable String reason(Target target, TargetState state) {
        if (target.unavailable() != null) {
            return target.unavailable().name();
        }
        if (!target.keys().isEmpty() && states.keys(target).stream().noneMatch(TargetViews::isAtHand)) {
            return "CREDENTIAL_UNAVAILABLE";
        }
        boolean avoided = state.state() == State.OPEN || state.state() == State.COOLING_DOWN;
        return avoided
                ? Optional.ofNullable(state.reason()).orElse(state.state().name())
                : null;
    }

    private static boolean isAtHand(KeyState key) {
        return switch (key.use()) {
            case IN_USE, COOLING_DOWN -> true;
            case REFUSED, NOT_AT_HAND -> false;
        };
    }
}
