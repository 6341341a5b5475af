package io.signalbox.adapter.plain;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Errors that stand inside what came as a success. */
final class PlainErrors {
    private PlainErrors() {}

    /** What an {@code error} field says; null when it says that there is none. */
    static @Nullable Failure of(JsonNode error, Function<JsonNode, Failure> reading) {
        boolean none = error.isMissingNode()
                || error.isNull()
                || (error.isContainerNode() && error.isEmpty())
                || (error.isBoolean() && !error.booleanValue())
                || (error.isTextual() && error.textValue().isEmpty());
        return none ? null : reading.apply(error);
    }
}
