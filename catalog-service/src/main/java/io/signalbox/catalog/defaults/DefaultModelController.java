package io.signalbox.catalog.defaults;

import io.signalbox.catalog.known.KnownConfiguration;
import io.signalbox.catalog.known.KnownConfigurations;
import io.signalbox.catalog.known.Patience;
import io.signalbox.catalog.listing.Catalogue;
import io.signalbox.catalog.listing.ModelView;
import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/model-settings}: the default model of each type. */
@RestController
@RequestMapping("/api/model-settings")
class DefaultModelController {
    private static final int CANDIDATES_MAX = 10;

    private static final String SETTINGS = """
            select d.*, c.name as configuration, c.provider from default_model d
            left join copy_configuration c on c.tenant = d.tenant and c.id = d.configuration_id
            """;

    private final DefaultModels defaults;
    private final KnownConfigurations configurations;
    private final Catalogue catalogue;
    private final TenantTransaction tenants;
    private final JdbcClient jdbc;

    DefaultModelController(
            DefaultModels defaults,
            KnownConfigurations configurations,
            Catalogue catalogue,
            TenantTransaction tenants,
            JdbcClient jdbc) {
        this.defaults = defaults;
        this.configurations = configurations;
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    /**
     * The default of a type.
     *
     * @param provider of the configuration; with {@code configuration} absent when that is gone
     */
    record Setting(
            String modelType,
            @Nullable String provider,
            @Nullable String configuration,
            UUID configurationId,
            String model,
            Instant updatedAt) {}

    /** {@code provider} is the name of a configuration, or a provider that has one. */
    record SettingRequest(
            @Nullable String modelType,
            @Nullable String provider,
            @Nullable String configuration,
            @Nullable String model) {}

    @GetMapping
    Page<Setting> list(Caller caller) {
        return new Page<>(
                tenants.in(
                        caller.tenant(),
                        () -> jdbc.sql(SETTINGS + " order by model_type")
                                .query(DefaultModelController::setting)
                                .list()),
                null);
    }

    @GetMapping("/{modelType}")
    Setting one(Caller caller, @PathVariable String modelType) {
        return tenants.in(
                caller.tenant(),
                () -> jdbc.sql(SETTINGS + " where model_type = ?")
                        .param(modelType)
                        .query(DefaultModelController::setting)
                        .optional()
                        .orElseThrow(() -> StandardRefusal.NOT_FOUND.refused("A default for " + modelType)));
    }

    @PostMapping
    ResponseEntity<Setting> set(Caller caller, @RequestBody SettingRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        ModelType type = type(request.modelType());
        String model = required("model", request.model());
        KnownConfiguration configuration = request.configuration() == null
                ? configurations.meant(caller.tenant(), "provider", required("provider", request.provider()))
                : configurations.meant(caller.tenant(), "configuration", request.configuration());
        requireCatalogued(caller.tenant(), configuration, type, model);
        defaults.set(caller.tenant(), type, configuration.id(), model);
        return ResponseEntity.created(URI.create("/api/model-settings/" + type.wire()))
                .body(one(caller, type.wire()));
    }

    /** A default nobody can serve is a mistake; one whose discovery is under way is waited for. */
    private void requireCatalogued(TenantId tenant, KnownConfiguration configuration, ModelType type, String model) {
        ModelView known = Patience.begin()
                .await(() -> tenants.in(tenant, () -> catalogue.find(configuration.id(), model)))
                .orElseThrow(() -> DefaultModelRefusal.MODEL_UNKNOWN.refusedAt(
                        "model", configuration.name(), type.wire(), model, candidates(tenant, configuration, type)));
        if (known.type() != type) {
            throw DefaultModelRefusal.MODEL_OF_ANOTHER_TYPE.refusedAt(
                    "model", model, known.type().wire());
        }
    }

    private String candidates(TenantId tenant, KnownConfiguration configuration, ModelType type) {
        List<String> some = tenants.in(tenant, () -> catalogue.some(configuration.id(), type, CANDIDATES_MAX));
        return some.isEmpty() ? "(none is known yet)" : String.join(", ", some);
    }

    private static ModelType type(@Nullable String word) {
        String wanted = required("modelType", word);
        return Arrays.stream(ModelType.values())
                .filter(type -> type.wire().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> DefaultModelRefusal.MODEL_TYPE_UNKNOWN.refusedAt(
                        "modelType",
                        wanted,
                        Arrays.stream(ModelType.values()).map(ModelType::wire).collect(Collectors.joining(", "))));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw StandardRefusal.FIELD_MISSING.refusedAt(field, field);
        }
        return value;
    }

    private static Setting setting(ResultSet row, int number) throws SQLException {
        return new Setting(
                row.getString("model_type"),
                row.getString("provider"),
                row.getString("configuration"),
                row.getObject("configuration_id", UUID.class),
                row.getString("model_id"),
                row.getTimestamp("set_at").toInstant());
    }
}
