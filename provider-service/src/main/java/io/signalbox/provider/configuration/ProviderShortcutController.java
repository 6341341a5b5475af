package io.signalbox.provider.configuration;

import io.signalbox.adapter.Probe.Verdict;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.calling.ProviderCalls;
import io.signalbox.provider.probe.Prober;
import io.signalbox.provider.type.ProviderTypes;
import io.signalbox.provider.type.TypeDefinition;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One configuration per provider, named after it: the short way for tenants that need no second one. */
@RestController
@RequestMapping("/api/providers")
class ProviderShortcutController {
    private final Configuring configuring;
    private final Configurations configurations;
    private final ProviderTypes types;
    private final Prober prober;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;

    ProviderShortcutController(
            Configuring configuring,
            Configurations configurations,
            ProviderTypes types,
            Prober prober,
            TenantTransaction tenants,
            ReadYourWrites reads) {
        this.configuring = configuring;
        this.configurations = configurations;
        this.types = types;
        this.prober = prober;
        this.tenants = tenants;
        this.reads = reads;
    }

    /** Tries the key first; one that does not work is not saved. */
    @PostMapping
    ResponseEntity<ConfigurationState> save(Caller caller, @RequestBody SaveRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        String provider = request.provider();
        if (provider == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt("provider", "provider");
        }
        TypeDefinition type = tenants.in(caller.tenant(), () -> types.required(provider));
        SavedConfig config = Optional.ofNullable(request.config()).orElse(new SavedConfig(null, null, null, null));
        String baseUrl = config.baseUrl() == null ? type.baseUrl() : config.baseUrl();
        if (baseUrl == null) {
            throw ConfigurationRefusal.BASE_URL_MISSING.refusedAt("config.baseUrl", type.type());
        }
        Verdict verdict = prober.probe(
                        type,
                        ProviderCalls.connection(type, baseUrl, Map.of(), Map.of()),
                        config.apiKey() == null ? null : Secret.of(config.apiKey()))
                .verdict();
        if (!verdict.valid()) {
            throw ConfigurationRefusal.CREDENTIAL_REFUSED.refusedAt("config.apiKey", String.valueOf(verdict.message()));
        }
        UUID id = configuring.create(
                caller,
                new ConfigurationRequest(
                        type.type(),
                        type.type(),
                        config.model(),
                        config.apiKey(),
                        config.baseUrl(),
                        config.configuration(),
                        null,
                        true,
                        null,
                        null));
        reads.await(ConfigurationProjection.NAME, id);
        return ResponseEntity.created(URI.create("/api/configurations/" + id))
                .body(tenants.in(caller.tenant(), () -> configurations.required(id)));
    }

    @DeleteMapping("/{provider}")
    ResponseEntity<Void> remove(Caller caller, @PathVariable String provider) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        ConfigurationState configuration = tenants.in(caller.tenant(), () -> {
            TypeDefinition type = types.found(provider);
            return configurations.of(type.type()).stream()
                    .filter(each -> each.name().equals(type.type()))
                    .findFirst()
                    .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The configuration '" + type.type() + "'"));
        });
        configuring.remove(caller, configuration);
        reads.await(ConfigurationProjection.NAME, configuration.id());
        return ResponseEntity.noContent().build();
    }

    /** A provider to configure under its own name. */
    record SaveRequest(@Nullable String provider, @Nullable SavedConfig config) {}

    /** Its key and settings. */
    record SavedConfig(
            @Nullable String apiKey,
            @Nullable String baseUrl,
            @Nullable String model,
            @Nullable Map<String, Object> configuration) {
        @Override
        public String toString() {
            return "SavedConfig[***, " + baseUrl + "]";
        }
    }
}
