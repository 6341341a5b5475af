package io.signalbox.gateway.dialect.anthropic;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.signalbox.gateway.dialect.PassThrough;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The features a caller switches on by a header. This dialect counts it to the request, so it is the one header of the
 * caller's that goes on; what the configuration switches on stays on.
 */
record Betas(List<String> asked) implements PassThrough.Particulars {
    private static final String NAME = "anthropic-beta";
    private static final AsciiString HEADER = AsciiString.cached(NAME);
    private static final Betas NONE = new Betas(List.of());

    static Betas of(HttpHeaders headers) {
        return headers.contains(HEADER) ? new Betas(List.copyOf(headers.getAll(HEADER))) : NONE;
    }

    @Override
    public Map<String, String> headers(Map<String, String> ofTarget) {
        if (asked.isEmpty()) {
            return ofTarget;
        }
        Set<String> all = new LinkedHashSet<>();
        add(ofTarget.getOrDefault(NAME, ""), all);
        asked.forEach(line -> add(line, all));
        Map<String, String> headers = new HashMap<>(ofTarget);
        headers.put(NAME, String.join(",", all));
        return headers;
    }

    private static void add(String line, Set<String> all) {
        for (String beta : line.split(",", -1)) {
            if (!beta.isBlank()) {
                all.add(beta.strip());
            }
        }
    }
}
