package io.signalbox.gateway.targets;

import io.signalbox.gateway.snapshot.SnapshotHolder;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/targets}: the live state of every target of the caller's tenant, as this replica sees it. */
@RestController
class TargetsController {
    private static final Comparator<Target> BY_ADDRESS = Comparator.comparing(Target::address)
            .thenComparing(target -> target.configurationId().toString());

    private final SnapshotHolder snapshots;
    private final TargetViews views;

    TargetsController(SnapshotHolder snapshots, TargetViews views) {
        this.snapshots = snapshots;
        this.views = views;
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
                .map(views::of);
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
}
