package io.signalbox.gateway.dialect.openai;

import io.signalbox.gateway.dialect.FrontFields;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.Span;
import io.signalbox.gateway.dialect.Splices;
import java.nio.charset.StandardCharsets;

/**
 * Every stream is asked to report its usage, whether or not the caller wants to know it; the report that it did not ask for
 * is taken out. A server that reports it unasked, and refuses to be asked, is not {@code asked}.
 */
record UsageReport(boolean asked, StreamOptions options) implements PassThrough.Particulars {
    private static final byte[] OPTIONS = ascii("{\"include_usage\":true}");
    private static final byte[] OPTION = ascii("\"include_usage\":true,");
    private static final byte[] TRUE = ascii("true");

    @Override
    public void splice(Splices splices, FrontFields front) {
        if (!asked || options.usageAsked()) {
            return;
        }
        Span value = options.value();
        Span includeUsage = options.includeUsage();
        if (value == null) {
            front.add(StreamOptions.NAME, OPTIONS);
        } else if (includeUsage != null) {
            splices.replace(includeUsage.from(), includeUsage.to(), TRUE);
        } else if (options.isEmpty()) {
            splices.replace(value.from(), value.to(), OPTIONS);
        } else {
            splices.replace(value.from() + 1, value.from() + 1, OPTION);
        }
    }

    @Override
    public boolean usageWanted() {
        return options.usageWanted();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
