package io.signalbox.simulator.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms with files, as objects: a field is its text, a file its name and size. */
public final class Forms {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("; name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private Forms() {}

    /** The fields; null when it is no form. */
    public static @Nullable JsonNode read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return null;
        }
        String border = "--" + boundary.group(1);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(border + "--");
        if (end < 0) {
            return null;
        }
        ObjectNode fields = Json.object();
        for (String part : text.substring(0, end).split(Pattern.quote(border), -1)) {
            int blank = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(blank < 0 ? "" : part.substring(0, blank));
            if (name.find()) {
                put(fields, name.group(1), part.substring(0, blank), part.substring(blank + 4, part.length() - 2));
            }
        }
        return fields;
    }

    private static void put(ObjectNode fields, String name, String headers, String content) {
        Matcher file = FILE.matcher(headers);
        if (file.find()) {
            fields.putObject(name).put("filename", file.group(1)).put("bytes", content.length());
        } else {
            fields.put(name, new String(content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
    }
}
