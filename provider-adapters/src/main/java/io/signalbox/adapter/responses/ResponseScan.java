package io.signalbox.adapter.responses;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.Failure;
import io.signalbox.adapter.Usage;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A response object, as a whole answer or inside an event: keeps what the ledger and the failover need. What an earlier
 * object of the same stream told stays known; whether it failed and has an output is the latest one's.
 */
final class ResponseScan {
    private final ResponsesWords words;
    private @Nullable String model;
    private @Nullable String tier;
    private @Nullable Usage usage;
    private @Nullable Failure failure;
    private boolean output;

    ResponseScan(ResponsesWords words) {
        this.words = words;
    }

    /** Reads the object whose beginning the scanner stands on. */
    void read(JsonScanner scanner) throws IOException {
        failure = null;
        output = false;
        boolean failed = false;
        while (scanner.nextToken() == JsonToken.FIELD_NAME) {
            String name = scanner.currentName();
            JsonToken value = scanner.nextToken();
            switch (name) {
                case "model" -> model = text(scanner, value, model);
                case "service_tier" -> tier = text(scanner, value, tier);
                case "status" -> failed = "failed".equals(text(scanner, value, null));
                case "usage" -> usage(scanner);
                case "error" -> error(scanner);
                case "output" -> {
                    output = value == JsonToken.START_ARRAY;
                    scanner.skipChildren();
                }
                default -> scanner.skipChildren();
            }
        }
        if (failed && failure == null) {
            failure = Failure.of(FailureKind.PROVIDER_ERROR, "the response failed, and nothing says why");
        }
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    Usage usage() {
        return usage == null ? null : new Usage(usage.meters(), tier);
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    boolean hasOutput() {
        return output;
    }

    private void usage(JsonScanner scanner) throws IOException {
        Usage reported = words.usages().read(scanner);
        usage = reported == null ? usage : reported;
    }

    private void error(JsonScanner scanner) throws IOException {
        JsonNode error = scanner.tree();
        if ((error.isObject() && !error.isEmpty()) || error.isTextual()) {
            failure = words.failures().apply(error);
        }
    }

    private static @Nullable String text(JsonScanner scanner, @Nullable JsonToken value, @Nullable String otherwise)
            throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return scanner.text();
        }
        scanner.skipChildren();
        return otherwise;
    }
}
