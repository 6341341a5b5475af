package io.signalbox.provider.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.Violation;
import io.signalbox.provider.type.TypeDefinition;
import io.signalbox.provider.type.TypeRefusal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Holds settings against the schema of the adapter before they are saved: one message per wrong field. */
@Component
final class SettingsRules {
    private final Adapters adapters;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    SettingsRules(Adapters adapters) {
        this.adapters = adapters;
    }

    void check(TypeDefinition type, Map<String, Object> settings) {
        JsonNode given = ContractJson.mapper().valueToTree(settings);
        List<Violation> violations = schema(type).validate(given).stream()
                .map(message -> ConfigurationRefusal.SETTING_INVALID.violation(
                        field(message.getInstanceLocation().toString(), message.getProperty()),
                        message.getMessage(),
                        type.type()))
                .toList();
        if (!violations.isEmpty()) {
            throw RefusedException.all(ConfigurationRefusal.SETTING_INVALID, violations);
        }
    }

    private JsonSchema schema(TypeDefinition type) {
        return schemas.computeIfAbsent(
                type.adapter(),
                name -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(adapter(name).settingsSchema()));
    }

    private ProviderAdapter adapter(String name) {
        return adapters.named(name)
                .orElseThrow(() -> TypeRefusal.ADAPTER_UNKNOWN.refusedAt(
                        "adapter", name, String.join(", ", adapters.all().keySet())));
    }

    /** {@code $.temperature} is the caller's {@code configuration.temperature}. */
    private static String field(String location, @org.jspecify.annotations.Nullable String property) {
        String path = location.replaceFirst("^[$/.]+", "").replace('/', '.');
        String inside = property == null ? path : path.isEmpty() ? property : path + "." + property;
        return inside.isEmpty() ? "configuration" : "configuration." + inside;
    }
}
