package io.signalbox.adapter.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What responses say in the words of the format they belong to.
 *
 * @param failures what an error inside an answer means
 * @param usages how a usage object is read
 */
public record ResponsesWords(Function<JsonNode, Failure> failures, UsageReader usages) {
    /** Reads the value a scanner stands on, and leaves it on its end. */
    @FunctionalInterface
    public interface UsageReader {
        /** Null when it reports nothing. */
        @Nullable
        Usage read(JsonScanner scanner) throws IOException;
    }
}
