package io.signalbox.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Names of the headers of every record: CloudEvents in binary mode, and two of our own. All values are UTF-8 text. */
public final class EventHeaders {
    public static final String CONTENT_TYPE = "content-type";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";

    /** On state topics: grows with every change of the thing; what is not newer is dropped. */
    public static final String SEQUENCE = "ce_sequence";

    public static final String TENANT = "tenant";
    public static final String TRACE_PARENT = "traceparent";

    private EventHeaders() {}

    /** The text of the last header of that name. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }
}
