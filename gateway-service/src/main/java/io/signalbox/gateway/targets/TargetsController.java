package io.signalbox.gateway.targets;

import io.signalbox.gateway.grants.Grants;
import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.gateway.targets.TargetStates.State;
import io.signalbox.gateway.targets.TargetStates.TargetState;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/targets}: the live state of every target of the caller's tenant, as this replica sees it. */
@RestController
class TargetsController {
    private static final Comparator<Target> BY_ADDRESS = Comparator.comparing(Target::address)
            .thenComparing(target -> target.configurationId().toString());

    private final SnapshotHolder snapshots;
    private final Grants grants;
    private final TargetStates states;

    TargetsController(SnapshotHolder snapshots, Grants grants, ObjectProvider<TargetStates> states) {
        this.snapshots = snapshots;
        this.grants = grants;
        this.states = states.getIfAvailable(() -> (configurationId, model) -> TargetState.IN_USE);
    }

    @GetMapping("/api/targets")
    Page<TargetView> targets(Caller caller, PageRequest page) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER, Role.OPERATOR);
        Optional<Cursor> after = page.after(2);
        List<Target> rows = snapshots.current().targets(caller.tenant()).stream()
                .sorted(BY_ADDRESS)
                .filter(target -> after.isEmpty() || isBehind(target, after.get()))
                .limit(page.limitPlusOne())
                .toList();
        return Page.of(rows, page, target -> Cursor.at(target.address(), target.configurationId()))
                .map(this::view);
    }

    private static boolean isBehind(Target target, Cursor cursor) {
        int byAddress = target.address().compareTo(cursor.values().get(0));
        return byAddress > 0
                || (byAddress == 0
                        && target.configurationId()
                                        .toString()
                                        .compareTo(cursor.values().get(1))
                                > 0);
    }

    private TargetView view(Target target) {
        TargetState state = states.of(target.configurationId(), target.model());
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
                state.until());
    }

    /** What keeps the next request from it, the most lasting cause first. */
    private @Nullable String reason(Target target, TargetState state) {
        if (target.unavailable() != null) {
            return target.unavailable().name();
        }
        UUID credentialId = target.credentialId();
        if (credentialId != null && grants.current(credentialId) == null) {
            return "CREDENTIAL_UNAVAILABLE";
        }
        boolean avoided = state.state() == State.OPEN || state.state() == State.COOLING_DOWN;
        return avoided
                ? Optional.ofNullable(state.reason()).orElse(state.state().name())
                : null;
    }
}
