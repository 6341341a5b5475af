package io.signalbox.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Generates the JSON Schema of every contract event from the record itself, and the AsyncAPI document over them. */
final class ContractSchemas {
    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final SchemaGenerator generator =
            new SchemaGenerator(configuration().build());

    /** By file name, {@code ProviderConfigured.v1.json}. */
    Map<String, JsonNode> all() {
        Map<String, JsonNode> schemas = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            topic.events().forEach((type, event) -> schemas.put(type + ".v1.json", generator.generateSchema(event)));
        }
        return schemas;
    }

    JsonNode asyncApi() {
        ObjectNode document = JSON.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Signalbox events")
                .put("version", "1")
                .put(
                        "description",
                        "Every Kafka topic of Signalbox. Values are plain JSON; headers are CloudEvents 1.0.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode messages = document.putObject("components").putObject("messages");
        for (Topic topic : Topic.values()) {
            String name = topic.name().toLowerCase(java.util.Locale.ROOT);
            ObjectNode channel = channels.putObject(name);
            channel.put("address", topic.topicName());
            channel.put("description", topic.kind() == Topic.Kind.STATE ? "Compacted state" : "Timed occurrences");
            ObjectNode carried = channel.putObject("messages");
            new TreeMap<>(topic.events()).keySet().forEach(type -> {
                carried.putObject(type).put("$ref", "#/components/messages/" + type);
                ObjectNode message = messages.putObject(type);
                message.put("name", type);
                message.putObject("payload").put("$ref", "schemas/" + type + ".v1.json");
            });
            ObjectNode operation = operations.putObject("receive_" + name);
            operation.put("action", "receive");
            operation.putObject("channel").put("$ref", "#/channels/" + name);
        }
        return document;
    }

    private static SchemaGeneratorConfigBuilder configuration() {
        var builder = new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .without(
                        Option.SCHEMA_VERSION_INDICATOR,
                        Option.VOID_METHODS,
                        Option.NONSTATIC_NONVOID_NONGETTER_METHODS)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.forFields().withRequiredCheck(ContractSchemas::required);
        builder.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            ObjectNode schema = context.getGeneratorConfig().createObjectNode();
            return scalar(type.getErasedType(), schema) ? new CustomDefinition(schema, true) : null;
        });
        return builder;
    }

    private static boolean required(MemberScope<?, ?> member) {
        return member instanceof FieldScope field
                && !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** How our value types stand in JSON. */
    private static boolean scalar(Class<?> type, ObjectNode schema) {
        if (type == TenantId.class) {
            schema.put("type", "string").put("maxLength", TenantId.LENGTH_MAX);
        } else if (type == BigDecimal.class) {
            schema.put("type", "string").put("pattern", "^-?[0-9]+(\\.[0-9]+)?$");
        } else if (type == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (type == UUID.class) {
            schema.put("type", "string").put("format", "uuid");
        } else if (type == ModelType.class) {
            ArrayNode names = schema.put("type", "string").putArray("enum");
            Arrays.stream(ModelType.values()).map(ModelType::wire).forEach(names::add);
        } else {
            return false;
        }
        return true;
    }
}
