package io.signalbox.usage.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ledger items as RFC 4180 lines. A text that a spreadsheet would take for a formula is written with an apostrophe in
 * front: whoever may name a user or a tag does not get to run anything in finance's spreadsheet.
 */
final class LedgerCsv {
    private static final List<String> COLUMNS = List.of(
            "requestId",
            "attempt",
            "entryNo",
            "reason",
            "openedAt",
            "closedAt",
            "last",
            "configurationId",
            "providerType",
            "route",
            "modelAsked",
            "modelSent",
            "modelAnswered",
            "operation",
            "streamed",
            "user",
            "projectId",
            "accessKeyId",
            "tags",
            "outcome",
            "failure",
            "upstreamStatus",
            "tier",
            "estimated",
            "meters",
            "tokenCount",
            "firstTokenMicros",
            "durationMicros",
            "rating",
            "cost.amount",
            "cost.currency",
            "priceIds",
            "ratedAt");

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final ObjectMapper json;

    LedgerCsv(ObjectMapper json) {
        this.json = json;
    }

    String header() {
        return String.join(",", COLUMNS) + "\r\n";
    }

    String line(LedgerItem item) {
        JsonNode tree = json.valueToTree(item);
        List<String> cells = new ArrayList<>();
        for (String column : COLUMNS) {
            cells.add(cell(column, tree.at("/" + column.replace('.', '/'))));
        }
        return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
    }

    private String cell(String column, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        String text = value.isValueNode() ? value.asText() : text(value);
        boolean number = column.equals("cost.amount") || column.equals("tokenCount");
        return quoted(!number && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text);
    }

    private String text(JsonNode value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree has a text", e);
        }
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
