package io.signalbox.gateway.dialect.responses;

import com.fasterxml.jackson.core.JsonToken;
import io.signalbox.adapter.wire.JsonScanner;
import io.signalbox.adapter.wire.MalformedJsonException;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.dialect.RequestScan;
import io.signalbox.gateway.dialect.Span;
import org.jspecify.annotations.Nullable;

/** What has to be known of a request for a response, whatever target it goes to. */
final class OwnFields implements RequestScan.OwnField {
    static final String PREVIOUS = "previous_response_id";

    private String previousId = "";
    private @Nullable Span previousValue;

    /** Empty when there is none. */
    String previousId() {
        return previousId;
    }

    /** Where it stands; null when there is none. */
    @Nullable
    Span previousValue() {
        return previousValue;
    }

    @Override
    public boolean read(JsonScanner scanner, String name) throws MalformedJsonException {
        return switch (name) {
            case PREVIOUS -> {
                previous(scanner);
                yield true;
            }
            case "background" -> {
                if (RequestScan.truth(scanner, name)) {
                    throw GatewayRefusal.FIELD_INVALID.refusedAt(
                            name,
                            name,
                            "false: nobody here would be told what a response used that is made in the background");
                }
                yield true;
            }
            default -> false;
        };
    }

    private void previous(JsonScanner scanner) throws MalformedJsonException {
        if (scanner.currentToken() == JsonToken.VALUE_STRING) {
            previousId = scanner.text();
            previousValue = new Span(scanner.tokenStart(), scanner.tokenEnd());
        } else if (scanner.currentToken() != JsonToken.VALUE_NULL) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt(PREVIOUS, PREVIOUS, "a string");
        }
    }
}
