package io.signalbox.provider.type;

import io.signalbox.adapter.Adapters;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.type.ProviderTypeCommand.DefineType;
import io.signalbox.provider.type.ProviderTypeCommand.RetireType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/provider-types}: a tenant's own types beside the built-in ones. */
@RestController
@RequestMapping("/api/provider-types")
class ProviderTypeController {
    private final Commands commands;
    private final ProviderTypes types;
    private final Adapters adapters;
    private final SettingsRules settings;
    private final TenantTransaction tenants;
    private final ReadYourWrites reads;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProviderTypeController(
            Commands commands,
            ProviderTypes types,
            Adapters adapters,
            SettingsRules settings,
            TenantTransaction tenants,
            ReadYourWrites reads,
            JdbcClient jdbc,
            Clock clock) {
        this.commands = commands;
        this.types = types;
        this.adapters = adapters;
        this.settings = settings;
        this.tenants = tenants;
        this.reads = reads;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @GetMapping
    List<TypeDefinition> list(Caller caller) {
        return tenants.in(caller.tenant(), types::all);
    }

    @GetMapping("/{type}")
    TypeDefinition one(Caller caller, @PathVariable String type) {
        return tenants.in(caller.tenant(), () -> types.named(type))
                .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("The provider type '" + type + "'"));
    }

    @PostMapping
    ResponseEntity<TypeDefinition> define(Caller caller, @RequestBody TypeRequest request) {
        caller.require(Role.ADMINISTRATOR);
        TypeDefinition definition = definition(request);
        if (tenants.in(caller.tenant(), () -> types.named(definition.type())).isPresent()) {
            throw TypeRefusal.TYPE_NAME_TAKEN.refusedAt("type", definition.type());
        }
        return ResponseEntity.created(URI.create("/api/provider-types/" + definition.type()))
                .body(defined(caller, definition));
    }

    @PutMapping("/{type}")
    TypeDefinition change(Caller caller, @PathVariable String type, @RequestBody TypeRequest request) {
        caller.require(Role.ADMINISTRATOR);
        TypeDefinition current = one(caller, type);
        if (current.builtIn()) {
            throw TypeRefusal.TYPE_BUILT_IN.refused(type);
        }
        TypeDefinition definition = definition(request);
        if (!definition.type().equals(current.type())) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("type", "type", "a type keeps its name");
        }
        return defined(caller, definition);
    }

    @DeleteMapping("/{type}")
    ResponseEntity<Void> retire(Caller caller, @PathVariable String type) {
        caller.require(Role.ADMINISTRATOR);
        TypeDefinition current = one(caller, type);
        if (current.builtIn()) {
            throw TypeRefusal.TYPE_BUILT_IN.refused(type);
        }
        List<String> users = tenants.in(
                caller.tenant(),
                () -> jdbc.sql("select name from configuration where provider = ? order by name limit 20")
                        .param(current.type())
                        .query(String.class)
                        .list());
        if (!users.isEmpty()) {
            throw TypeRefusal.TYPE_IN_USE.refused(current.type(), String.join(", ", users));
        }
        UUID id = TypeDefinition.id(caller.tenant(), current.type());
        commands.send(new RetireType(caller.tenant(), id, clock.instant()));
        reads.await(ProviderTypeProjection.NAME, id);
        return ResponseEntity.noContent().build();
    }

    private TypeDefinition defined(Caller caller, TypeDefinition definition) {
        TenantId tenant = caller.tenant();
        UUID id = TypeDefinition.id(tenant, definition.type());
        commands.send(new DefineType(tenant, id, definition, clock.instant()));
        reads.await(ProviderTypeProjection.NAME, id);
        return one(caller, definition.type());
    }

    private TypeDefinition definition(TypeRequest request) {
        String type = required("type", request.type()).toLowerCase(Locale.ROOT);
        if (!type.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
            throw StandardRefusal.FIELD_INVALID.refusedAt("type", "type", "it is a short name like 'local-llm'");
        }
        String adapter = Optional.ofNullable(request.adapter()).orElse("openai");
        if (adapters.named(adapter).isEmpty()) {
            throw TypeRefusal.ADAPTER_UNKNOWN.refusedAt(
                    "adapter", adapter, String.join(", ", adapters.all().keySet()));
        }
        return new TypeDefinition(
                type,
                Optional.ofNullable(request.displayName()).orElse(type),
                adapter,
                Optional.ofNullable(request.aliases()).orElse(List.of()),
                request.baseUrl(),
                Optional.ofNullable(request.authHeader()).orElse("Authorization"),
                Optional.ofNullable(request.authPrefix()).orElse("Bearer"),
                Optional.ofNullable(request.headers()).orElse(Map.of()),
                Optional.ofNullable(request.requestTemplate()).orElse(Map.of()),
                checked(adapter, Optional.ofNullable(request.settings()).orElse(Map.of())),
                Optional.ofNullable(request.features()).orElse(List.of()),
                Optional.ofNullable(request.requiredEnvironment()).orElse(List.of()),
                !Boolean.FALSE.equals(request.credentialRequired()),
                false);
    }

    private Map<String, Object> checked(String adapter, Map<String, Object> chosen) {
        List<Violation> violations = settings.faults(adapter, chosen).stream()
                .map(fault -> TypeRefusal.SETTING_INVALID.violation(fault.below("settings"), fault.words(), adapter))
                .toList();
        if (!violations.isEmpty()) {
            throw RefusedException.all(TypeRefusal.SETTING_INVALID, violations);
        }
        return chosen;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return value;
    }

    /** A type as a caller declares it. */
    record TypeRequest(
            @Nullable String type,
            @Nullable String displayName,
            @Nullable String adapter,
            @Nullable List<String> aliases,
            @Nullable String baseUrl,
            @Nullable String authHeader,
            @Nullable String authPrefix,
            @Nullable Map<String, String> headers,
            @Nullable Map<String, Object> requestTemplate,
            @Nullable Map<String, Object> settings,
            @Nullable List<String> features,
            @Nullable List<String> requiredEnvironment,
            @Nullable Boolean credentialRequired) {}
}
