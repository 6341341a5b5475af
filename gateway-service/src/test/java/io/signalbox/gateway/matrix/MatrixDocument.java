package io.signalbox.gateway.matrix;

import io.signalbox.gateway.matrix.Sheet.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** What came out, as users read it. */
final class MatrixDocument {
    private static final String HEAD = """
            # Which caller can ask which provider for what

            Written by a test that asks a gateway in front of a simulated provider: every cell was called, what arrived at the
            provider was compared field by field with what is expected, and so was the answer.

            `=` the caller's own body goes through, with the model exchanged. `→` it is translated, the answer back, too. `✗` it is
            refused with `400` before the provider is called; a route that has another target asks that one. In brackets: passed
            on all the same, but the provider type does not list it, so the provider may refuse it. A number: it is passed on, and the
            provider refuses it with that. Some providers call fields of OpenAI's differently; those are exchanged, too.
            """;

    private static final String ERRORS = """

            A provider's error, as it is told; `↻` with `x-should-retry: true`:

            | the provider says | the caller is told | but of |
            |---|---|---|
            """;

    /** What a caller was told. */
    sealed interface Told {
        /** It got its answer. */
        record Served(boolean same, boolean promised) implements Told {}

        /** The gateway refused. */
        record Refused(String words, String document) implements Told {}

        /** The provider itself would have none of it. */
        record Declined(int status) implements Told {}

        /** The provider's error in the caller's dialect. */
        record Failed(int status, String known, boolean retry) implements Told {}

        /** Not what was expected; such a document is never written. */
        record Wrong() implements Told {}
    }

    /** One line with its cells, which may still be on their way. */
    record Row(String name, List<Future<Told>> cells) {}

    private final List<Column> columns;
    private final StringBuilder text = new StringBuilder(HEAD);
    private final Map<String, Integer> notes = new LinkedHashMap<>();

    MatrixDocument(List<Column> columns) {
        this.columns = columns;
    }

    void add(Sheet sheet, List<Row> features, List<Row> errors) throws InterruptedException {
        text.append("\n## ").append(sheet.wire().title()).append("\n\n");
        table("asked for", features);
        text.append(ERRORS);
        for (Row row : errors) {
            error(row);
        }
    }

    /** What most providers' errors become, and those whose become something else. */
    private void error(Row row) throws InterruptedException {
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (int at = 0; at < columns.size(); at++) {
            told.computeIfAbsent(words(told(row.cells().get(at))), none -> new ArrayList<>())
                    .add(columns.get(at).type().type());
        }
        String most = told.entrySet().stream()
                .max(Comparator.comparingInt(each -> each.getValue().size()))
                .orElseThrow()
                .getKey();
        told.remove(most);
        text.append("| ")
                .append(row.name())
                .append(" | ")
                .append(most)
                .append(" | ")
                .append(told.entrySet().stream()
                        .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
                        .collect(Collectors.joining("; ")))
                .append(" |\n");
    }

    private void table(String corner, List<Row> rows) throws InterruptedException {
        text.append("| ")
                .append(corner)
                .append(columns.stream()
                        .map(column -> " | " + column.type().type())
                        .collect(Collectors.joining()))
                .append(" |\n|---")
                .append("|---".repeat(columns.size()))
                .append("|\n");
        for (Row row : rows) {
            List<String> cells = new ArrayList<>();
            for (Future<Told> cell : row.cells()) {
                cells.add(words(told(cell)));
            }
            text.append("| ")
                    .append(row.name())
                    .append(" | ")
                    .append(String.join(" | ", cells))
                    .append(" |\n");
        }
    }

    private static Told told(Future<Told> cell) throws InterruptedException {
        try {
            return cell.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("a call of the matrix failed", failed.getCause());
        }
    }

    private String words(Told told) {
        return switch (told) {
            case Told.Served served -> bracketed(served.same() ? "=" : "→", served.promised());
            case Told.Refused refused ->
                "✗ ["
                        + notes.computeIfAbsent(
                                refused.words() + " ([the provider's document](" + refused.document() + "))",
                                note -> notes.size() + 1)
                        + "]";
            case Told.Declined declined -> String.valueOf(declined.status());
            case Told.Failed failed -> failed.status() + " `" + failed.known() + "`" + (failed.retry() ? " ↻" : "");
            case Told.Wrong ignored -> "?";
        };
    }

    private static String bracketed(String sign, boolean promised) {
        return promised ? sign : "(" + sign + ")";
    }

    String written() {
        StringBuilder whole = new StringBuilder(text).append("\n## Why it is refused\n\n");
        notes.forEach((words, number) ->
                whole.append(number).append(". ").append(words).append("\n"));
        return whole.toString();
    }
}
