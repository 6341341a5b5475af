package io.signalbox.provider.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.signalbox.adapter.Adapters;
import io.signalbox.kit.contractjson.ContractJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds settings, a type's and a configuration's, against the schema of the adapter: one message per wrong field. */
@Component
public final class SettingsRules {
    private final Adapters adapters;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    SettingsRules(Adapters adapters) {
        this.adapters = adapters;
    }

    /**
     * A setting that is not as it has to be.
     *
     * @param field below the settings, {@code headers.x} for example; empty when the whole is meant
     */
    public record Fault(String field, String words) {
        /** The field as its sender knows it, below the field that has the settings. */
        public String below(String settings) {
            return field.isEmpty() ? settings : settings + "." + field;
        }
    }

    /** What is wrong with them; empty when nothing is. */
    public List<Fault> faults(String adapter, Map<String, Object> settings) {
        JsonNode given = ContractJson.mapper().valueToTree(settings);
        return schema(adapter).validate(given).stream()
                .map(message -> new Fault(
                        field(message.getInstanceLocation().toString(), message.getProperty()), message.getMessage()))
                .toList();
    }

    private JsonSchema schema(String adapter) {
        return schemas.computeIfAbsent(
                adapter,
                name -> JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(adapters.named(name)
                                .orElseThrow(() -> TypeRefusal.ADAPTER_UNKNOWN.refusedAt(
                                        "adapter",
                                        name,
                                        String.join(", ", adapters.all().keySet())))
                                .settingsSchema()));
    }

    private static String field(String location, @Nullable String property) {
        String path = location.replaceFirst("^[$/.]+", "").replace('/', '.');
        return property == null ? path : path.isEmpty() ? property : path + "." + property;
    }
}
