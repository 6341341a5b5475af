package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.kit.problem.RefusedException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a request body. The whole body is checked to be JSON, because a provider that reads a broken one
 * differently than we did would be asked for something else than was admitted.
 */
final class RequestScan {
    private final JsonScanner scanner;
    private final Set<String> names = new HashSet<>();
    private String model = "";
    private @Nullable Span modelValue;
    private boolean streamed;
    private @Nullable Span streamOptions;
    private boolean streamOptionsEmpty = true;
    private @Nullable Span includeUsage;
    private boolean usageWanted;

    private RequestScan(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** The outline of a body; throws a refusal that says what is wrong and where. */
    static RequestOutline of(byte[] body) {
        if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
            throw GatewayRefusal.BODY_MALFORMED.refused("it is not UTF-8");
        }
        try {
            return new RequestScan(new JsonScanner(body)).scan();
        } catch (MalformedJsonException broken) {
            throw malformed(String.valueOf(broken.getMessage()), broken.offset());
        }
    }

    private RequestOutline scan() throws MalformedJsonException {
        if (scanner.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("it must be an object", 0);
        }
        int inside = scanner.tokenEnd();
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            if (!names.add(name)) {
                throw GatewayRefusal.FIELD_REPEATED.refusedAt(name, name);
            }
            scanner.nextToken();
            field(name);
        }
        if (scanner.nextToken() != null) {
            throw malformed("something follows its end", scanner.tokenStart());
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

    private void field(String name) throws MalformedJsonException {
        switch (name) {
            case "model" -> model();
            case "stream" -> streamed = truth("stream");
            case "stream_options" -> streamOptions();
            default -> scanner.skipChildren();
        }
    }

    private void model() throws MalformedJsonException {
        int from = scanner.tokenStart();
        if (scanner.currentToken() == JsonToken.VALUE_STRING) {
            model = scanner.text();
        } else if (scanner.currentToken() != JsonToken.VALUE_NULL) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt("model", "model", "a string");
        }
        modelValue = new Span(from, scanner.tokenEnd());
    }

    private void streamOptions() throws MalformedJsonException {
        int from = scanner.tokenStart();
        if (scanner.currentToken() == JsonToken.START_OBJECT) {
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                streamOptionsEmpty = false;
                String name = scanner.currentName();
                scanner.nextToken();
                streamOption(name);
            }
        } else if (scanner.currentToken() != JsonToken.VALUE_NULL) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt("stream_options", "stream_options", "an object");
        }
        streamOptions = new Span(from, scanner.tokenEnd());
    }

    private void streamOption(String name) throws MalformedJsonException {
        if (!name.equals("include_usage")) {
            scanner.skipChildren();
            return;
        }
        if (includeUsage != null) {
            throw GatewayRefusal.FIELD_REPEATED.refusedAt("stream_options." + name, "stream_options." + name);
        }
        int from = scanner.tokenStart();
        usageWanted = truth("stream_options.include_usage");
        includeUsage = new Span(from, scanner.tokenEnd());
    }

    private boolean truth(String field) throws MalformedJsonException {
        JsonToken token = scanner.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (token == JsonToken.VALUE_FALSE || token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw GatewayRefusal.FIELD_INVALID.refusedAt(field, field, "true or false");
    }

    private static RefusedException malformed(String what, int at) {
        return GatewayRefusal.BODY_MALFORMED.refused(what + ", at byte " + at);
    }
}
