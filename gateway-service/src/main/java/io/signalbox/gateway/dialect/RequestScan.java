package io.signalbox.gateway.dialect;

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
public final class RequestScan {
    /** A top-level field that only one dialect has and has to know. */
    public interface OwnField {
        /** Dialects without such a field. */
        OwnField NONE = (scanner, name) -> false;

        /** Reads the value the scanner stands on; false when the field is not the dialect's affair. */
        boolean read(JsonScanner scanner, String name) throws MalformedJsonException;
    }

    private final JsonScanner scanner;
    private final OwnField own;
    private final Set<String> names = new HashSet<>();
    private String model = "";
    private @Nullable Span modelValue;
    private boolean streamed;
    private long outputTokensMax;
    private long answers = 1;

    private RequestScan(JsonScanner scanner, OwnField own) {
        this.scanner = scanner;
        this.own = own;
    }

    /** The outline of a body; throws a refusal that says what is wrong and where. */
    public static RequestOutline of(byte[] body, OwnField own) {
        if (body.length > 1 && (body[0] == 0 || body[1] == 0)) {
            throw GatewayRefusal.BODY_MALFORMED.refused("it is not UTF-8");
        }
        try {
            return new RequestScan(new JsonScanner(body), own).scan();
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
        return new RequestOutline(inside, names, model, modelValue, streamed, outputTokensMax, answers);
    }

    private void field(String name) throws MalformedJsonException {
        switch (name) {
            case "model" -> model();
            case "stream" -> streamed = truth(scanner, "stream");
            case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
                outputTokensMax = Math.max(outputTokensMax, count(name, 0));
            case "n" -> answers = count(name, 1);
            default -> {
                if (!own.read(scanner, name)) {
                    scanner.skipChildren();
                }
            }
        }
    }

    /** What is no whole number above zero is the target's to refuse; what no machine can count is refused here. */
    private long count(String field, long otherwise) throws MalformedJsonException {
        if (scanner.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            scanner.skipChildren();
            return otherwise;
        }
        try {
            return Math.max(otherwise, scanner.wholeNumber());
        } catch (MalformedJsonException beyondAll) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt(field, field, "a whole number");
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

    /** The value the scanner stands on as true or false; null is false. */
    public static boolean truth(JsonScanner scanner, String field) {
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
