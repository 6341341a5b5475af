package io.signalbox.gateway.dialect.responses.input;

import static io.signalbox.gateway.dialect.RequestTree.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.adapter.conversation.Part;
import io.signalbox.adapter.wording.Wording;
import io.signalbox.gateway.dialect.RequestTree;
import java.util.ArrayList;
import java.util.List;

/** The content of an item as parts; what a conversation has no part for is named with its place. */
final class ContentReader {
    private final List<String> beyond;

    ContentReader(List<String> beyond) {
        this.beyond = beyond;
    }

    List<Part> read(JsonNode content, String where) {
        if (content.isTextual()) {
            return List.of(new Part.Text(Wording.of(content)));
        }
        if (!content.isArray()) {
            throw invalid(where, "text or a list of parts");
        }
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < content.size(); at++) {
            part(content.path(at), where + "[" + at + "]", parts);
        }
        return List.copyOf(parts);
    }

    /** The same where nothing but text has a place. */
    String text(JsonNode content, String where) {
        List<String> lines = new ArrayList<>();
        for (Part part : read(content, where)) {
            if (part instanceof Part.Text line) {
                lines.add(line.text());
            } else {
                beyond.add(where + " with more than text");
            }
        }
        return String.join("\n", lines);
    }

    private void part(JsonNode part, String where, List<Part> parts) {
        String type = required(part, "type", where);
        switch (type) {
            case "input_text", "output_text", "text" -> parts.add(new Part.Text(required(part, "text", where)));
            case "refusal" -> parts.add(new Part.Text(required(part, "refusal", where)));
            case "input_image" -> image(part, where, parts);
            case "input_file" -> beyond.add(where + " of type input_file (send its text, or its pages as images)");
            default -> beyond.add(where + " of type " + type);
        }
    }

    /** An image by value is a data URL. */
    private void image(JsonNode part, String where, List<Part> parts) {
        String url = RequestTree.text(part.path("image_url"), where + ".image_url");
        if (url == null) {
            beyond.add(where + ".file_id (send the image in 'image_url')");
            return;
        }
        int semicolon = url.indexOf(";base64,");
        if (!url.startsWith("data:")) {
            parts.add(new Part.ImageUrl(url));
        } else if (semicolon < 0) {
            throw invalid(where + ".image_url", "an address or a base64 data URL");
        } else {
            parts.add(new Part.ImageBytes(
                    url.substring("data:".length(), semicolon), url.substring(semicolon + ";base64,".length())));
        }
    }

    static String required(JsonNode object, String field, String where) {
        String text = RequestTree.text(object.path(field), where + "." + field);
        if (text == null) {
            throw invalid(where + "." + field, "a string");
        }
        return text;
    }
}
