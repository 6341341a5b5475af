package io.signalbox.provider.configuration;

import io.signalbox.kit.api.IfMatch;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/configurations}. */
@RestController
@RequestMapping("/api/configurations")
class ConfigurationController {
    private final Configuring configuring;
    private final Configurations configurations;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;

    ConfigurationController(
            Configuring configuring, Configurations configurations, TenantTransaction tenants, ReadYourWrites reads) {
        this.configuring = configuring;
        this.configurations = configurations;
        this.tenants = tenants;
        this.reads = reads;
    }

    @GetMapping
    Page<ConfigurationState> list(
            Caller caller, PageRequest page, @RequestParam(required = false) @Nullable String provider) {
        return tenants.in(caller.tenant(), () -> configurations.page(page, provider));
    }

    @GetMapping("/{id}")
    ResponseEntity<ConfigurationState> one(Caller caller, @PathVariable UUID id) {
        return tagged(read(caller, id));
    }

    @PostMapping
    ResponseEntity<ConfigurationState> create(Caller caller, @RequestBody ConfigurationRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        UUID id = configuring.create(caller, request);
        ConfigurationState state = readOwn(caller, id);
        return ResponseEntity.created(URI.create("/api/configurations/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    /** Merges like {@link #change}: the seeds' {@code PUT} sends only what it changes. */
    @PutMapping("/{id}")
    ResponseEntity<ConfigurationState> replace(
            Caller caller, @PathVariable UUID id, IfMatch condition, @RequestBody ConfigurationRequest request) {
        return change(caller, id, condition, request);
    }

    @PatchMapping("/{id}")
    ResponseEntity<ConfigurationState> change(
            Caller caller, @PathVariable UUID id, IfMatch condition, @RequestBody ConfigurationRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        ConfigurationState current = read(caller, id);
        condition.check(current.version());
        configuring.change(caller, current, request, condition.header() == null ? null : current.version());
        return tagged(readOwn(caller, id));
    }

    @PostMapping("/{id}/rotate-key")
    ResponseEntity<ConfigurationState> rotate(
            Caller caller, @PathVariable UUID id, @RequestBody RotateKeyRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        configuring.rotate(caller, read(caller, id), request.apiKey());
        return tagged(readOwn(caller, id));
    }

    @PostMapping("/{id}/keys")
    ResponseEntity<ConfigurationState> addKey(
            Caller caller, @PathVariable UUID id, @RequestBody AddKeyRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        configuring.addKey(caller, read(caller, id), request.keyName(), request.apiKey());
        ConfigurationState state = readOwn(caller, id);
        return ResponseEntity.created(URI.create("/api/configurations/" + id))
                .eTag(IfMatch.tag(state.version()))
                .body(state);
    }

    @DeleteMapping("/{id}/keys/{credentialId}")
    ResponseEntity<ConfigurationState> removeKey(
            Caller caller, @PathVariable UUID id, @PathVariable UUID credentialId) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        configuring.removeKey(caller, read(caller, id), credentialId);
        return tagged(readOwn(caller, id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(Caller caller, @PathVariable UUID id) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        configuring.remove(caller, read(caller, id));
        reads.await(ConfigurationProjection.NAME, id);
        return ResponseEntity.noContent().build();
    }

    private ConfigurationState read(Caller caller, UUID id) {
        return tenants.in(caller.tenant(), () -> configurations.required(id));
    }

    private ConfigurationState readOwn(Caller caller, UUID id) {
        reads.await(ConfigurationProjection.NAME, id);
        return read(caller, id);
    }

    private static ResponseEntity<ConfigurationState> tagged(ConfigurationState state) {
        return ResponseEntity.ok().eTag(IfMatch.tag(state.version())).body(state);
    }

    /** One more key for a configuration. */
    record AddKeyRequest(@Nullable String keyName, @Nullable String apiKey) {
        @Override
        public String toString() {
            return "AddKeyRequest[" + keyName + ", ***]";
        }
    }

    /** A new key for a configuration. */
    record RotateKeyRequest(@Nullable String apiKey) {
        @Override
        public String toString() {
            return "RotateKeyRequest[***]";
        }
    }
}
