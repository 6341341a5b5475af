package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.dialect.RequestScan;
import io.signalbox.gateway.dialect.Span;
import org.jspecify.annotations.Nullable;

/** What a request says of the usage report of its stream, and where. */
final class StreamOptions implements RequestScan.OwnField {
    static final String NAME = "stream_options";
    private static final String INCLUDE_USAGE = "include_usage";
    private static final String REPORT = NAME + "." + INCLUDE_USAGE;

    private final boolean costAsked;
    private @Nullable Span value;
    private @Nullable Span includeUsage;
    private boolean empty = true;
    private boolean usageAsked;

    /** {@code costAsked} where the caller wants a cost, which is told in the report. */
    StreamOptions(boolean costAsked) {
        this.costAsked = costAsked;
    }

    /** Where its value stands; null when there is none. */
    @Nullable
    Span value() {
        return value;
    }

    /** Where the value of {@code include_usage} stands in it; null when there is none. */
    @Nullable
    Span includeUsage() {
        return includeUsage;
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether the request asks for the report. */
    boolean usageAsked() {
        return usageAsked;
    }

    /** Whether the caller gets the report: because of that, or for the cost in it. */
    boolean usageWanted() {
        return usageAsked || costAsked;
    }

    @Override
    public boolean read(JsonScanner scanner, String name) throws MalformedJsonException {
        if (!name.equals(NAME)) {
            return false;
        }
        int from = scanner.tokenStart();
        if (scanner.currentToken() == JsonToken.START_OBJECT) {
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                empty = false;
                String option = scanner.currentName();
                scanner.nextToken();
                option(scanner, option);
            }
        } else if (scanner.currentToken() != JsonToken.VALUE_NULL) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt(NAME, NAME, "an object");
        }
        value = new Span(from, scanner.tokenEnd());
        return true;
    }

    private void option(JsonScanner scanner, String name) throws MalformedJsonException {
        if (!name.equals(INCLUDE_USAGE)) {
            scanner.skipChildren();
            return;
        }
        if (includeUsage != null) {
            throw GatewayRefusal.FIELD_REPEATED.refusedAt(REPORT, REPORT);
        }
        int from = scanner.tokenStart();
        usageAsked = RequestScan.truth(scanner, REPORT);
        includeUsage = new Span(from, scanner.tokenEnd());
    }
}
