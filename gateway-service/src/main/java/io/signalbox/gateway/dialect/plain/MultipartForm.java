package io.signalbox.gateway.dialect.plain;

import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.kit.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form with files as it came (RFC 7578), and where its parts stand. Contents are neither copied nor decoded: only the
 * borders between parts are looked for.
 *
 * @param bytes the whole body
 * @param boundary of the content type
 * @param begin where the first part's border begins
 */
record MultipartForm(byte[] bytes, String boundary, int begin, List<FormPart> parts) {
    private static final int PARTS_MAX = 64;
    private static final int HEADERS_MAX = 8 * 1024;
    /** As RFC 2046 says. */
    private static final int BOUNDARY_MAX = 70;

    private static final Pattern BOUNDARY = Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]+)\"|([^\\s;\"]+))");

    /** Finds the parts; throws a refusal that says what is wrong. */
    static MultipartForm of(String contentType, byte[] bytes) {
        Matcher named = BOUNDARY.matcher(contentType);
        if (!named.find()) {
            throw malformed("its Content-Type names no boundary");
        }
        String boundary = named.group(1) != null ? named.group(1) : named.group(2);
        if (boundary.length() > BOUNDARY_MAX) {
            throw malformed("its boundary is longer than " + BOUNDARY_MAX + " characters");
        }
        return new Reading(bytes, boundary).form();
    }

    /** The only part of that name; null when there is none. A name that comes twice may mean two things. */
    @Nullable
    FormPart part(String name) {
        FormPart found = null;
        for (FormPart part : parts) {
            if (part.name().equals(name)) {
                if (found != null) {
                    throw GatewayRefusal.FIELD_REPEATED.refusedAt(name, name);
                }
                found = part;
            }
        }
        return found;
    }

    /** The text of that part; empty when there is none. */
    String text(String name) {
        FormPart part = part(name);
        return part == null ? "" : new String(bytes, part.from(), part.to() - part.from(), StandardCharsets.UTF_8);
    }

    private static RefusedException malformed(String what) {
        return GatewayRefusal.FORM_MALFORMED.refused(what);
    }

    /** One pass from border to border. */
    private static final class Reading {
        private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

        private final byte[] bytes;
        private final String boundary;
        private final Search border;
        private final List<FormPart> parts = new ArrayList<>();

        Reading(byte[] bytes, String boundary) {
            this.bytes = bytes;
            this.boundary = boundary;
            this.border = new Search(("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
        }

        MultipartForm form() {
            byte[] opening = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
            int begin = new Search(opening).in(bytes, 0, Math.min(bytes.length, HEADERS_MAX));
            if (begin < 0) {
                throw malformed("its boundary stands nowhere in it");
            }
            int at = begin + opening.length;
            while (!startsWith(at, "--")) {
                if (parts.size() == PARTS_MAX) {
                    throw malformed("it has more than " + PARTS_MAX + " parts");
                }
                at = part(at);
            }
            return new MultipartForm(bytes, boundary, begin, List.copyOf(parts));
        }

        /** Reads the part behind the border that ends there; where the next border ends. */
        private int part(int at) {
            int blank = new Search(BLANK_LINE).in(bytes, at, Math.min(bytes.length, at + HEADERS_MAX));
            if (blank < 0) {
                throw malformed("part " + (parts.size() + 1) + " has no headers that end");
            }
            int from = blank + BLANK_LINE.length;
            // The border's own line break may be the one that ends the headers: such a part is empty.
            int to = border.in(bytes, from - 2, bytes.length);
            if (to < 0) {
                throw malformed("part " + (parts.size() + 1) + " does not end");
            }
            String headers = new String(bytes, at, blank - at, StandardCharsets.UTF_8);
            String disposition = headers.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-disposition:"))
                    .findFirst()
                    .orElseThrow(() -> malformed("part " + (parts.size() + 1) + " has no Content-Disposition"));
            parts.add(named(disposition, from, Math.max(from, to)));
            return to + border.length();
        }

        private FormPart named(String disposition, int from, int to) {
            Map<String, String> parameters = Disposition.of(disposition);
            String name = parameters.get("name");
            if (name == null) {
                throw malformed("part " + (parts.size() + 1) + " has no name");
            }
            boolean file = parameters.containsKey("filename") || parameters.containsKey("filename*");
            return new FormPart(name, file, from, to);
        }

        private boolean startsWith(int at, String text) {
            boolean same = at + text.length() <= bytes.length;
            for (int each = 0; same && each < text.length(); each++) {
                same = bytes[at + each] == text.charAt(each);
            }
            return same;
        }
    }

    /** Looks for a few bytes in many, by steps as long as what is looked for (Horspool's way). */
    private static final class Search {
        private final byte[] wanted;
        private final int[] steps = new int[256];

        Search(byte[] wanted) {
            this.wanted = wanted;
            Arrays.fill(steps, wanted.length);
            for (int each = 0; each < wanted.length - 1; each++) {
                steps[wanted[each] & 0xFF] = wanted.length - 1 - each;
            }
        }

        int length() {
            return wanted.length;
        }

        /** Where it begins; below zero when it is not there. */
        int in(byte[] bytes, int from, int to) {
            int at = from;
            while (at + wanted.length <= to) {
                int each = wanted.length - 1;
                while (each >= 0 && bytes[at + each] == wanted[each]) {
                    each--;
                }
                if (each < 0) {
                    return at;
                }
                at += steps[bytes[at + wanted.length - 1] & 0xFF];
            }
            return -1;
        }
    }
}
