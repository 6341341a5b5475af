package io.signalbox.gateway.dialect;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.FieldRules;
import io.signalbox.adapter.wire.Defaults;
import io.signalbox.adapter.wire.JsonScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A body of the target's dialect made to fit the target's server: fields renamed and taken out where they stand, the rest
 * left as it came. What the server cannot honour is named and never dropped, unless it only repeats its default.
 */
final class Fitting {
    /** Of a body that fits as it is. */
    static final Fitting NONE = new Fitting(Map.of(), List.of(), 0, List.of());

    private final Map<Span, byte[]> renamed;
    private final List<Span> removed;
    private final int removedCount;
    private final List<String> refused;

    private Fitting(Map<Span, byte[]> renamed, List<Span> removed, int removedCount, List<String> refused) {
        this.renamed = renamed;
        this.removed = removed;
        this.removedCount = removedCount;
        this.refused = refused;
    }

    /** Works it out; a body that names nothing of what the rules are about is not read again. */
    static Fitting of(byte[] body, RequestOutline outline, FieldRules rules) {
        if (rules.isEmpty() || !isTouched(outline.names(), rules)) {
            return NONE;
        }
        try {
            return new Reading(body, outline, rules).read();
        } catch (IOException impossible) {
            throw new IllegalStateException("a body that was scanned cannot be scanned again", impossible);
        }
    }

    /** What of the body the server cannot honour. */
    List<String> refused() {
        return refused;
    }

    /** How many of its fields do not go on. */
    int removedCount() {
        return removedCount;
    }

    void splice(Splices splices) {
        renamed.forEach((where, name) -> splices.replace(where.from(), where.to(), name));
        removed.forEach(where -> splices.replace(where.from(), where.to(), new byte[0]));
    }

    private static boolean isTouched(Set<String> body, FieldRules rules) {
        for (String name : body) {
            if (isTouched(name, body, rules)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTouched(String name, Set<String> body, FieldRules rules) {
        boolean messages = rules.callIdLength() > 0 || rules.thoughtField() != null;
        return (messages && name.equals(CallIds.MESSAGES))
                || rules.renamed().containsKey(name)
                || rules.removed().contains(name)
                || rules.isUnknown(name, body)
                || isRefused(name, rules);
    }

    private static boolean isRefused(String name, FieldRules rules) {
        for (String refused : rules.refused()) {
            if (isOf(refused, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a rule is about this field, of whatever type. */
    private static boolean isOf(String refused, String name) {
        return refused.startsWith(name) && (refused.length() == name.length() || refused.charAt(name.length()) == ':');
    }

    /** One more pass over a body that the rules are about. */
    private static final class Reading {
        private final byte[] body;
        private final JsonScanner scanner;
        private final RequestOutline outline;
        private final FieldRules rules;
        private final Map<Span, byte[]> renamed = new LinkedHashMap<>();
        private final List<Span> removed = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private int removedCount;
        /** Where the last field that stays ends. */
        private int keptEnd;
        /** Where the first of the fields that go begins; below 0 when the last one stays. */
        private int goingFrom = -1;

        private int end;

        Reading(byte[] body, RequestOutline outline, FieldRules rules) {
            this.body = body;
            this.scanner = new JsonScanner(body);
            this.outline = outline;
            this.rules = rules;
            this.keptEnd = outline.inside();
        }

        Fitting read() throws IOException {
            scanner.nextToken();
            while (scanner.nextToken() == JsonToken.FIELD_NAME) {
                field(scanner.currentName(), scanner.tokenStart());
            }
            if (goingFrom >= 0) {
                removed.add(new Span(keptEnd, end));
            }
            if (rules.thoughtField() != null) {
                MissingThoughts.in(body, rules.thoughtField(), renamed);
            }
            return new Fitting(renamed, removed, removedCount, refused);
        }

        private void field(String name, int from) throws IOException {
            int nameEnd = scanner.tokenEnd();
            scanner.nextToken();
            if (rules.callIdLength() > 0 && name.equals(CallIds.MESSAGES)) {
                new CallIds(scanner, rules.callIdLength(), renamed).read();
            }
            boolean goes = rules.removed().contains(name);
            Set<String> against = against(name);
            if (!goes && !against.isEmpty()) {
                goes = judge(name, scanner.tree(), against);
            } else {
                scanner.skipChildren();
            }
            end = scanner.tokenEnd();
            if (goes) {
                removedCount++;
                goingFrom = goingFrom < 0 ? from : goingFrom;
            } else {
                stays(name, from, nameEnd);
            }
        }

        private void stays(String name, int from, int nameEnd) {
            if (goingFrom >= 0) {
                removed.add(new Span(goingFrom, from));
                goingFrom = -1;
            }
            keptEnd = end;
            String other = rules.name(name);
            if (!other.equals(name) && !outline.names().contains(other)) {
                renamed.put(new Span(from, nameEnd), ("\"" + other + "\":").getBytes(StandardCharsets.US_ASCII));
            }
        }

        private Set<String> against(String name) {
            Set<String> against = new HashSet<>();
            rules.refused().stream().filter(rule -> isOf(rule, name)).forEach(against::add);
            if (rules.isUnknown(name, outline.names())) {
                against.add(name);
            }
            return against;
        }

        /** Whether the field may go because it says nothing; names it where it says something the server cannot do. */
        private boolean judge(String name, JsonNode value, Set<String> against) {
            boolean whole = against.contains(name);
            String typed = name + ":" + value.path("type").asText();
            if (whole && Defaults.areRepeatedBy(name, value)) {
                return true;
            }
            if (whole || against.contains(typed)) {
                refused.add("'"
                        + (whole
                                ? name
                                : name + "' of type '" + value.path("type").asText())
                        + "' is not accepted by this provider");
            }
            return false;
        }
    }
}
