package io.signalbox.provider.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.Probe.Verdict;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.identity.Secret;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.provider.calling.ProviderCalls;
import io.signalbox.provider.configuration.ConfigurationState;
import io.signalbox.provider.configuration.Configurations;
import io.signalbox.provider.probe.Prober;
import io.signalbox.provider.type.ProviderTypes;
import io.signalbox.provider.type.TypeDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/providers}: what can be configured, what is, and whether a key would work. */
@RestController
@RequestMapping("/api/providers")
class ProvidersController {
    private final ProviderTypes types;
    private final Configurations configurations;
    private final ProviderCalls calls;
    private final Prober prober;
    private final TenantTransaction tenants;
    private final JdbcClient jdbc;

    ProvidersController(
            ProviderTypes types,
            Configurations configurations,
            ProviderCalls calls,
            Prober prober,
            TenantTransaction tenants,
            JdbcClient jdbc) {
        this.types = types;
        this.configurations = configurations;
        this.calls = calls;
        this.prober = prober;
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    @GetMapping
    List<ProviderOverview> list(Caller caller) {
        return tenants.in(
                caller.tenant(), () -> types.all().stream().map(this::overview).toList());
    }

    @GetMapping("/{name}/models")
    Map<String, List<String>> models(Caller caller, @PathVariable String name) {
        return tenants.in(caller.tenant(), () -> Map.of("models", models(types.found(name))));
    }

    @GetMapping("/{name}/schema")
    JsonNode schema(Caller caller, @PathVariable String name) {
        TypeDefinition type = tenants.in(caller.tenant(), () -> types.found(name));
        ObjectNode schema = ContractJson.mapper().createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("name").put("type", "string").put("maxLength", 100);
        properties.putObject("apiKey").put("type", "string").put("writeOnly", true);
        ObjectNode baseUrl =
                properties.putObject("baseUrl").put("type", "string").put("format", "uri");
        if (type.baseUrl() != null) {
            baseUrl.put("default", type.baseUrl());
        }
        properties.putObject("model").put("type", "string");
        properties.set("configuration", calls.adapter(type).settingsSchema());
        schema.putArray("required").add("name");
        if (type.credentialRequired()) {
            ((com.fasterxml.jackson.databind.node.ArrayNode) schema.path("required")).add("apiKey");
        }
        return schema;
    }

    @PostMapping("/validate")
    Validation validate(Caller caller, @RequestBody ValidationRequest request) {
        caller.require(Role.ADMINISTRATOR, Role.DEVELOPER);
        String provider = request.provider();
        if (provider == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt("provider", "provider");
        }
        TypeDefinition type = tenants.in(caller.tenant(), () -> types.required(provider));
        ProviderConfig config = request.config() == null ? new ProviderConfig(null, null) : request.config();
        String baseUrl = config.baseUrl() == null ? type.baseUrl() : config.baseUrl();
        if (baseUrl == null) {
            throw StandardRefusal.FIELD_MISSING.refusedAt("config.baseUrl", "config.baseUrl");
        }
        Verdict verdict = prober.probe(
                        type,
                        ProviderCalls.connection(type, baseUrl, Map.of(), Map.of()),
                        config.apiKey() == null ? null : Secret.of(config.apiKey()))
                .verdict();
        return new Validation(verdict.valid(), verdict.message());
    }

    private ProviderOverview overview(TypeDefinition type) {
        List<ConfigurationState> own = configurations.of(type.type());
        return new ProviderOverview(
                type.type(),
                type.displayName(),
                type.adapter(),
                type.aliases(),
                type.features(),
                type.builtIn(),
                !own.isEmpty(),
                own.stream()
                        .anyMatch(each -> each.isActive() && !each.testStatus().equals("failed")),
                own.isEmpty() ? List.of() : models(type));
    }

    private List<String> models(TypeDefinition type) {
        return jdbc.sql("""
                        select distinct model.model_id from discovered_model model
                        join configuration on configuration.tenant = model.tenant and configuration.id = model.configuration_id
                        where configuration.provider = ? and not model.gone order by 1 limit 1000
                        """).param(type.type()).query(String.class).list();
    }

    /** A provider type with what the tenant has made of it. */
    record ProviderOverview(
            String name,
            String displayName,
            String adapter,
            List<String> aliases,
            List<String> features,
            boolean builtIn,
            boolean configured,
            boolean isValid,
            List<String> models) {}

    /** A key to try, without saving anything. */
    record ValidationRequest(
            @Nullable String provider, @Nullable ProviderConfig config) {}

    /** What is tried. */
    record ProviderConfig(@Nullable String apiKey, @Nullable String baseUrl) {
        @Override
        public String toString() {
            return "ProviderConfig[***, " + baseUrl + "]";
        }
    }

    /** Whether it would work, and if not, why. */
    record Validation(boolean valid, @Nullable String error) {}
}
