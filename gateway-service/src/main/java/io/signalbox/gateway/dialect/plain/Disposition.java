package io.signalbox.gateway.dialect.plain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a {@code Content-Disposition}. Letter by letter, because a quoted file name may look like another
 * parameter, and who reads it differently reads another form.
 */
final class Disposition {
    private final String header;
    private int at;

    private Disposition(String header) {
        this.header = header;
    }

    /** By name in lower case; of two that have one name the first counts. */
    static Map<String, String> of(String header) {
        Map<String, String> parameters = new HashMap<>();
        Disposition reading = new Disposition(header);
        while (reading.toNext()) {
            String name = reading.name();
            parameters.putIfAbsent(name, reading.value());
        }
        return parameters;
    }

    private boolean toNext() {
        at = header.indexOf(';', at) + 1;
        return at > 0 && header.indexOf('=', at) > 0;
    }

    private String name() {
        int equals = header.indexOf('=', at);
        String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
        at = equals + 1;
        return name;
    }

    private String value() {
        if (at < header.length() && header.charAt(at) == '"') {
            return quoted();
        }
        int end = header.indexOf(';', at);
        int from = at;
        at = end < 0 ? header.length() : end;
        return header.substring(from, at).strip();
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            boolean escaped = header.charAt(at) == '\\' && at + 1 < header.length();
            at += escaped && "\"\\".indexOf(header.charAt(at + 1)) >= 0 ? 1 : 0;
            value.append(header.charAt(at));
        }
        return value.toString();
    }
}
