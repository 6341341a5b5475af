package io.signalbox.catalog.model;

import io.signalbox.catalog.listing.Catalogue;
import io.signalbox.catalog.listing.ModelView;
import io.signalbox.kit.api.IfMatch;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/models}: declaring and changing single models. */
@RestController
@RequestMapping("/api/models")
class ModelController {
    private final Declaring declaring;
    private final Catalogue catalogue;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;

    ModelController(Declaring declaring, Catalogue catalogue, TenantTransaction tenants, ReadYourWrites reads) {
        this.declaring = declaring;
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.reads = reads;
    }

    @GetMapping("/{id}")
    ResponseEntity<ModelView> one(Caller caller, @PathVariable UUID id) {
        return tagged(read(caller, id));
    }

    @PostMapping
    ResponseEntity<ModelView> declare(Caller caller, @RequestBody ModelRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        UUID id = declaring.declare(caller.tenant(), request);
        ModelView state = readOwn(caller, id);
        return ResponseEntity.created(URI.create("/api/models/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    /** Merges like {@link #change}: the seeds' {@code PUT} sends only what it changes. */
    @PutMapping("/{id}")
    ResponseEntity<ModelView> replace(
            Caller caller, @PathVariable UUID id, IfMatch condition, @RequestBody ModelRequest request) {
        return change(caller, id, condition, request);
    }

    @PatchMapping("/{id}")
    ResponseEntity<ModelView> change(
            Caller caller, @PathVariable UUID id, IfMatch condition, @RequestBody ModelRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        ModelView current = read(caller, id);
        condition.check(current.version());
        declaring.change(caller.tenant(), current, request, condition.header() == null ? null : current.version());
        return tagged(readOwn(caller, id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> withdraw(Caller caller, @PathVariable UUID id) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        declaring.withdraw(caller.tenant(), read(caller, id));
        reads.await(ModelProjection.NAME, id);
        return ResponseEntity.noContent().build();
    }

    private ModelView read(Caller caller, UUID id) {
        return tenants.in(caller.tenant(), () -> catalogue.required(id));
    }

    private ModelView readOwn(Caller caller, UUID id) {
        reads.await(ModelProjection.NAME, id);
        return read(caller, id);
    }

    private static ResponseEntity<ModelView> tagged(ModelView state) {
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }
}
