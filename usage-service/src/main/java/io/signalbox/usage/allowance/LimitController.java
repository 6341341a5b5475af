package io.signalbox.usage.allowance;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/limits}: what applications, people and providers may be used for, per window or at once. */
@RestController
@RequestMapping("/api/limits")
class LimitController {
    private final Limiting limiting;
    private final Limits limits;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;

    LimitController(Limiting limiting, Limits limits, TenantTransaction tenants, ReadYourWrites reads) {
        this.limiting = limiting;
        this.limits = limits;
        this.tenants = tenants;
        this.reads = reads;
    }

    @GetMapping
    Page<LimitState> list(Caller caller, PageRequest page) {
        return tenants.in(caller.tenant(), () -> limits.page(page));
    }

    @GetMapping("/{id}")
    ResponseEntity<LimitState> one(Caller caller, @PathVariable UUID id) {
        return tagged(read(caller, id));
    }

    @PostMapping
    ResponseEntity<LimitState> define(Caller caller, @RequestBody LimitBody body) {
        requireMayLimit(caller);
        UUID id = limiting.define(caller.tenant(), body);
        LimitState state = readOwn(caller, id);
        return ResponseEntity.created(URI.create("/api/limits/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    @PatchMapping("/{id}")
    ResponseEntity<LimitState> change(
            Caller caller, @PathVariable UUID id, IfMatch condition, @RequestBody JsonNode patch) {
        requireMayLimit(caller);
        LimitState current = read(caller, id);
        condition.check(current.version());
        limiting.change(caller.tenant(), current, patch, condition.header() == null ? null : current.version());
        return tagged(readOwn(caller, id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> drop(Caller caller, @PathVariable UUID id, IfMatch condition) {
        requireMayLimit(caller);
        condition.check(read(caller, id).version());
        limiting.drop(caller.tenant(), id);
        reads.await(AllowanceProjection.NAME, id);
        return ResponseEntity.noContent().build();
    }

    private static void requireMayLimit(Caller caller) {
        caller.require(Role.ADMINISTRATOR, Role.FINANCE, Role.OPERATOR);
    }

    private LimitState read(Caller caller, UUID id) {
        return tenants.in(caller.tenant(), () -> limits.required(id));
    }

    private LimitState readOwn(Caller caller, UUID id) {
        reads.await(AllowanceProjection.NAME, id);
        return read(caller, id);
    }

    private static ResponseEntity<LimitState> tagged(LimitState state) {
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }
}
