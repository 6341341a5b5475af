package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.kit.problem.RefusedException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a request body. The whole body is checked to be JSON, because a provider that reads a broken one
 * differently than we did would be asked for something else than was admitted.
 */
final class RequestScan {
    private static final int TEXT_MAX = 256 * 1024 * 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(TEXT_MAX).build())
            .build();

    private final JsonParser parser;
    private final Set<String> names = new HashSet<>();
    private String model = "";
    private @Nullable Span modelValue;
    private boolean streamed;
    private @Nullable Span streamOptions;
    private boolean streamOptionsEmpty = true;
    private @Nullable Span includeUsage;
    private boolean usageWanted;

    private RequestScan(JsonParser parser) {
        this.parser = parser;
    }

    /** The outline of a body; throws a refusal that says what is wrong and where. */
    static RequestOutline of(byte[] body) {
        if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
            throw GatewayRefusal.BODY_MALFORMED.refused("it is not UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(body)) {
            return new RequestScan(parser).scan();
        } catch (JsonProcessingException broken) {
            throw malformed(
                    broken.getOriginalMessage(),
                    broken.getLocation() == null ? -1 : broken.getLocation().getByteOffset());
        } catch (IOException broken) {
            throw malformed("it cannot be read", -1);
        }
    }

    private RequestOutline scan() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("it must be an object", 0);
        }
        int inside = here();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!names.add(name)) {
                throw GatewayRefusal.FIELD_REPEATED.refusedAt(name, name);
            }
            parser.nextToken();
            field(name);
        }
        if (parser.nextToken() != null) {
            throw malformed(
                    "something follows its end", parser.currentTokenLocation().getByteOffset());
        }
        return new RequestOutline(
                inside,
                names,
                model,
                modelValue,
                streamed,
                streamOptions,
                streamOptionsEmpty,
                includeUsage,
                usageWanted);
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "model" -> model();
            case "stream" -> streamed = truth("stream");
            case "stream_options" -> streamOptions();
            default -> parser.skipChildren();
        }
    }

    private void model() throws IOException {
        int from = tokenStart();
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            model = parser.getText();
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt("model", "model", "a string");
        }
        modelValue = new Span(from, here());
    }

    private void streamOptions() throws IOException {
        int from = tokenStart();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                streamOptionsEmpty = false;
                String name = parser.currentName();
                parser.nextToken();
                streamOption(name);
            }
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt("stream_options", "stream_options", "an object");
        }
        streamOptions = new Span(from, here());
    }

    private void streamOption(String name) throws IOException {
        if (!name.equals("include_usage")) {
            parser.skipChildren();
            return;
        }
        if (includeUsage != null) {
            throw GatewayRefusal.FIELD_REPEATED.refusedAt("stream_options." + name, "stream_options." + name);
        }
        int from = tokenStart();
        usageWanted = truth("stream_options.include_usage");
        includeUsage = new Span(from, here());
    }

    private boolean truth(String field) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (token == JsonToken.VALUE_FALSE || token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw GatewayRefusal.FIELD_INVALID.refusedAt(field, field, "true or false");
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int here() throws IOException {
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    private static RefusedException malformed(String what, long at) {
        return GatewayRefusal.BODY_MALFORMED.refused(at < 0 ? what : what + ", at byte " + at);
    }
}
