package io.signalbox.provider.configuration;

import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.Visibility;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.problem.Violation;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.configuration.ConfigurationCommand.AddKey;
import io.signalbox.provider.configuration.ConfigurationCommand.Change;
import io.signalbox.provider.configuration.ConfigurationCommand.Configure;
import io.signalbox.provider.configuration.ConfigurationCommand.Remove;
import io.signalbox.provider.configuration.ConfigurationCommand.RemoveKey;
import io.signalbox.provider.configuration.ConfigurationCommand.RotateKey;
import io.signalbox.provider.type.ProviderTypes;
import io.signalbox.provider.type.SettingsRules;
import io.signalbox.provider.type.TypeDefinition;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** From what a caller sends to a command: fills in, checks against the type, has the key sealed first. */
@Component
public class Configuring {
    private static final String NAME = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}";

    private final Commands commands;
    private final ProviderTypes types;
    private final SettingsRules settings;
    private final BaseUrls addresses;
    private final Credentials credentials;
    private final TenantTransaction tenants;
    private final JdbcClient jdbc;
    private final IdSource ids;
    private final Clock clock;

    Configuring(
            Commands commands,
            ProviderTypes types,
            SettingsRules settings,
            BaseUrls addresses,
            Credentials credentials,
            TenantTransaction tenants,
            JdbcClient jdbc,
            IdSource ids,
            Clock clock) {
        this.commands = commands;
        this.types = types;
        this.settings = settings;
        this.addresses = addresses;
        this.credentials = credentials;
        this.tenants = tenants;
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    UUID create(Caller caller, ConfigurationRequest request) {
        String name = required("name", request.name());
        TypeDefinition type = type(caller, required("provider", request.provider()));
        Map<String, Object> chosen =
                Optional.ofNullable(request.configuration()).orElse(Map.of());
        check(type, chosen);
        String baseUrl = addresses.checked(request.baseUrl() == null ? type.baseUrl() : request.baseUrl(), type);
        UUID id = ids.next();
        ConfigurationDetails details = new ConfigurationDetails(
                name(name),
                type.type(),
                type.adapter(),
                baseUrl,
                request.model(),
                null,
                null,
                Optional.ofNullable(request.headers()).orElse(Map.of()),
                chosen,
                caller.subject(),
                request.projectId(),
                visibility(request.visibility()).orElse(Visibility.TENANT),
                !Boolean.FALSE.equals(request.isActive()));
        if (request.apiKey() == null && type.credentialRequired()) {
            throw ConfigurationRefusal.KEY_MISSING.refusedAt("apiKey", type.type());
        }
        if (request.apiKey() != null) {
            requireFreeName(caller.tenant(), details.name());
            Credentials.Kept kept = credentials.seal(caller.tenant(), key(details, request.apiKey()), null);
            details = details.withKey(kept.credentialId(), kept.hint());
        }
        commands.send(new Configure(caller.tenant(), id, details, clock.instant()));
        return id;
    }

    void change(
            Caller caller, ConfigurationState current, ConfigurationRequest request, @Nullable Long expectedVersion) {
        if (request.apiKey() != null) {
            throw ConfigurationRefusal.KEY_NOT_WANTED.refusedAt("apiKey");
        }
        TypeDefinition type =
                type(caller, Optional.ofNullable(request.provider()).orElse(current.provider()));
        Map<String, Object> chosen =
                Optional.ofNullable(request.configuration()).orElse(current.configuration());
        check(type, chosen);
        String baseUrl = Optional.ofNullable(request.baseUrl()).orElse(current.baseUrl());
        ConfigurationDetails details = new ConfigurationDetails(
                name(Optional.ofNullable(request.name()).orElse(current.name())),
                type.type(),
                type.adapter(),
                baseUrl.equals(current.baseUrl()) ? baseUrl : addresses.checked(baseUrl, type),
                Optional.ofNullable(request.model()).orElse(current.model()),
                current.credentialId(),
                current.keyHint(),
                Optional.ofNullable(request.headers()).orElse(current.headers()),
                chosen,
                current.owner(),
                Optional.ofNullable(request.projectId()).orElse(current.projectId()),
                visibility(Optional.ofNullable(request.visibility()).orElse(current.visibility()))
                        .orElse(Visibility.TENANT),
                Optional.ofNullable(request.isActive()).orElse(current.isActive()));
        if (details.credentialId() != null
                && !Credentials.origin(baseUrl).equals(Credentials.origin(current.baseUrl()))) {
            throw ConfigurationRefusal.BASE_URL_INVALID.refusedAt(
                    "baseUrl",
                    baseUrl,
                    "the key was given for " + Credentials.origin(current.baseUrl())
                            + " and is sent nowhere else; make a new configuration");
        }
        commands.send(new Change(caller.tenant(), current.id(), details, expectedVersion, clock.instant()));
    }

    void rotate(Caller caller, ConfigurationState current, @Nullable String apiKey) {
        String key = required("apiKey", apiKey);
        Credentials.Kept kept = credentials.seal(
                caller.tenant(),
                new Credentials.KeyToKeep(
                        current.owner(),
                        current.projectId(),
                        current.provider(),
                        current.name(),
                        current.baseUrl(),
                        key),
                current.credentialId());
        commands.send(new RotateKey(caller.tenant(), current.id(), kept.credentialId(), kept.hint(), clock.instant()));
    }

    /** Seals one more key. The name is looked for first: sealing again under one that is taken would replace that key. */
    void addKey(Caller caller, ConfigurationState current, @Nullable String keyName, @Nullable String apiKey) {
        String called = required("keyName", keyName);
        String key = required("apiKey", apiKey);
        if (!called.matches(NAME)) {
            throw ConfigurationRefusal.KEY_NAME_INVALID.refusedAt("keyName", called);
        }
        if (current.keys().stream().anyMatch(known -> known.name().equals(called))) {
            throw ConfigurationRefusal.KEY_NAME_TAKEN.refusedAt("keyName", called);
        }
        if (current.keys().size() >= ProviderConfiguration.KEYS_MAX) {
            throw ConfigurationRefusal.KEYS_TOO_MANY.refused(ProviderConfiguration.KEYS_MAX);
        }
        Credentials.Kept kept = credentials.seal(
                caller.tenant(),
                new Credentials.KeyToKeep(
                        current.owner(),
                        current.projectId(),
                        current.provider(),
                        current.name() + "/" + called,
                        current.baseUrl(),
                        key),
                null);
        commands.send(
                new AddKey(caller.tenant(), current.id(), kept.credentialId(), called, kept.hint(), clock.instant()));
    }

    /** Ends one of the further keys: what is on its way with it goes on, nothing new is sent. */
    void removeKey(Caller caller, ConfigurationState current, UUID credentialId) {
        commands.send(new RemoveKey(caller.tenant(), current.id(), credentialId, clock.instant()));
        credentials.revoke(caller.tenant(), credentialId);
    }

    void remove(Caller caller, ConfigurationState current) {
        List<String> routes = tenants.in(
                caller.tenant(),
                () -> jdbc.sql("select distinct route from copy_route_target where configuration_id = ? order by route")
                        .param(current.id())
                        .query(String.class)
                        .list());
        if (!routes.isEmpty()) {
            throw ConfigurationRefusal.IN_USE.refused(String.join(", ", routes));
        }
        commands.send(new Remove(caller.tenant(), current.id(), clock.instant()));
        current.keys().forEach(key -> credentials.revoke(caller.tenant(), key.id()));
    }

    /** Before a key is sealed for nothing; the unique index decides all the same. */
    private void requireFreeName(TenantId tenant, String name) {
        long taken = tenants.in(
                tenant,
                () -> jdbc.sql("select count(*) from configuration_name where name = ?")
                        .param(name)
                        .query(Long.class)
                        .single());
        if (taken > 0) {
            throw ConfigurationRefusal.NAME_TAKEN.refusedAt("name", name);
        }
    }

    private void check(TypeDefinition type, Map<String, Object> chosen) {
        List<Violation> violations = settings.faults(type.adapter(), chosen).stream()
                .map(fault -> ConfigurationRefusal.SETTING_INVALID.violation(
                        fault.below("configuration"), fault.words(), type.type()))
                .toList();
        if (!violations.isEmpty()) {
            throw RefusedException.all(ConfigurationRefusal.SETTING_INVALID, violations);
        }
    }

    private TypeDefinition type(Caller caller, String provider) {
        return tenants.in(caller.tenant(), () -> types.required(provider));
    }

    private static Credentials.KeyToKeep key(ConfigurationDetails details, String apiKey) {
        return new Credentials.KeyToKeep(
                details.owner(),
                details.projectId(),
                details.providerType(),
                details.name(),
                details.baseUrl(),
                apiKey);
    }

    private static String name(String name) {
        if (!name.matches(NAME)) {
            throw ConfigurationRefusal.NAME_INVALID.refusedAt("name", name);
        }
        return name;
    }

    private static Optional<Visibility> visibility(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Visibility.values())
                .filter(value -> value.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> StandardRefusal.FIELD_INVALID.refusedAt(
                        "visibility",
                        "visibility",
                        "it is one of " + Arrays.toString(Visibility.values()).toLowerCase(Locale.ROOT))));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return Objects.requireNonNull(value);
    }
}
