package io.signalbox.gateway.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.FieldRules;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.adapter.UpstreamCall;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.contracts.ModelType;
import io.signalbox.gateway.snapshot.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A target with everything worked out that does not depend on the request: made once per target and operation, used by
 * every request.
 *
 * @param headers in lower case: of the configuration, then of the adapter, which knows better
 * @param modelSent what the target calls the model in a body
 * @param modelJson the same as a JSON string
 * @param fields body fields to add where the caller set none of that name, as the server calls them
 * @param rules in what a body has to differ from its format for this server
 */
public record ReadyTarget(
        Target target,
        Target.Call call,
        Operation operation,
        URI wholeUri,
        URI streamUri,
        Map<String, String> headers,
        String modelSent,
        byte[] modelJson,
        List<Field> fields,
        FieldRules rules) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A body field, ready to be written: {@code "name":value}. */
    public record Field(String name, byte[] json) {}

    /** Works it all out. */
    public static ReadyTarget of(Target target, Target.Call call, Operation operation) {
        Connection connection = call.connection();
        ProviderAdapter adapter = call.adapter();
        UpstreamCall whole = adapter.upstreamCall(operation, connection, target.model(), false);
        UpstreamCall streamed = adapter.upstreamCall(operation, connection, target.model(), true);
        String modelSent = adapter.modelSent(connection, target.model());
        FieldRules rules = adapter.fieldRules(operation, connection);
        Map<String, String> headers = new HashMap<>();
        connection.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        whole.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new ReadyTarget(
                target,
                call,
                operation,
                URI.create(connection.baseUrl() + whole.path()),
                URI.create(connection.baseUrl() + streamed.path()),
                Map.copyOf(headers),
                modelSent,
                json(modelSent),
                defaults(call, operation).entrySet().stream()
                        .map(field -> field(rules.name(field.getKey()), field.getValue()))
                        .toList(),
                rules);
    }

    private static Map<String, Object> defaults(Target.Call call, Operation operation) {
        return switch (operation) {
            case CHAT, EMBEDDINGS, COMPLETIONS, MODERATIONS, RERANK, IMAGES, SPEECH -> {
                Map<String, Object> defaults = new LinkedHashMap<>(call.requestTemplate());
                defaults.putAll(call.adapter().defaults(operation, call.connection()));
                yield defaults;
            }
            // The template is in the words of chats.
            case RESPONSES -> call.adapter().defaults(operation, call.connection());
            case KEPT_RESPONSE -> Map.of();
            // Defaults are wishes about an answer, and who counts refuses what is none of the input.
            case COUNT_TOKENS -> Map.of();
            // A form has no fields of JSON.
            case TRANSCRIPTIONS -> Map.of();
        };
    }

    /**
     * The same target asked for no more output than this, where the caller does not say how much it wants; a default of
     * the configuration that wants less stays.
     */
    public ReadyTarget capped(long outputTokensMax) {
        ModelFacts known = target.facts() == null ? ModelFacts.ofType(ModelType.LLM) : target.facts();
        Long most = known.maxOutputTokens();
        ModelFacts less = new ModelFacts(
                known.displayName(),
                known.type(),
                known.contextWindow(),
                most == null ? outputTokensMax : Math.min(most, outputTokensMax),
                known.inputModalities(),
                known.outputModalities(),
                known.features(),
                known.deprecated());
        String limit = call.adapter().outputLimitField(call.connection());
        List<Field> all = new ArrayList<>(fields);
        if (limit != null) {
            all.removeIf(field -> field.name().equals(limit));
            long wanted =
                    defaults(call, operation).get(limit) instanceof Number said ? said.longValue() : outputTokensMax;
            all.add(field(limit, Math.min(wanted, outputTokensMax)));
        }
        return new ReadyTarget(
                target.with(less),
                call,
                operation,
                wholeUri,
                streamUri,
                headers,
                modelSent,
                modelJson,
                List.copyOf(all),
                rules);
    }

    /** Where this request goes. */
    public URI uri(boolean streamed) {
        return streamed ? streamUri : wholeUri;
    }

    private static Field field(String name, Object value) {
        byte[] key = json(name);
        byte[] content = json(value);
        byte[] both = new byte[key.length + 1 + content.length];
        System.arraycopy(key, 0, both, 0, key.length);
        both[key.length] = ':';
        System.arraycopy(content, 0, both, key.length + 1, content.length);
        return new Field(name, both);
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value read from JSON cannot be written as JSON", impossible);
        }
    }
}
