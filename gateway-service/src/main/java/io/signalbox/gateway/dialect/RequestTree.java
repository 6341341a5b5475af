package io.signalbox.gateway.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.adapter.wording.Wording;
import io.signalbox.adapter.wording.WordingTree;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.kit.problem.RefusedException;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A request body as a tree, for requests that have to be understood whole, and what is said when they cannot be. */
public final class RequestTree {
    private static final int TEXT_MAX = 256 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(TEXT_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private RequestTree() {}

    /** Throws a refusal when it cannot be read. Long texts in it are not decoded. */
    public static JsonNode of(byte[] body) {
        try {
            return WordingTree.of(body, JSON::readTree);
        } catch (MismatchedInputException twice) {
            // A translation has a place for one of them only, and who wrote both may mean the other.
            throw GatewayRefusal.BODY_MALFORMED.refused("a field in it is said twice");
        } catch (IOException broken) {
            throw GatewayRefusal.BODY_MALFORMED.refused("it cannot be read");
        }
    }

    /** A number; null where there is none. */
    public static @Nullable BigDecimal number(JsonNode value, String field) {
        return present(value, value.isNumber(), field, "a number") ? value.decimalValue() : null;
    }

    /** A whole number; null where there is none. One that is too large for any machine is not bent to fit. */
    public static @Nullable Long whole(JsonNode value, String field) {
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        return present(value, whole, field, "a whole number") ? value.longValue() : null;
    }

    /** True or false; null where there is neither. */
    public static @Nullable Boolean truth(JsonNode value, String field) {
        return present(value, value.isBoolean(), field, "true or false") ? value.booleanValue() : null;
    }

    /** A text; null where there is none. */
    public static @Nullable String text(JsonNode value, String field) {
        return present(value, value.isTextual(), field, "a string") ? value.textValue() : null;
    }

    /** The same, not decoded; null where there is none. */
    public static @Nullable Wording wording(JsonNode value, String field) {
        return present(value, value.isTextual(), field, "a string") ? Wording.of(value) : null;
    }

    private static boolean present(JsonNode value, boolean right, String field, String what) {
        if (!right && !value.isMissingNode() && !value.isNull()) {
            throw invalid(field, what);
        }
        return right;
    }

    /** Says which field must be what. */
    public static RefusedException invalid(String field, String what) {
        return GatewayRefusal.FIELD_INVALID.refusedAt(field, field, what);
    }
}
