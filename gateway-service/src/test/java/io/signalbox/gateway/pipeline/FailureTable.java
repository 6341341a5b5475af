package io.signalbox.gateway.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What became of every cell, as a table for people. */
final class FailureTable {
    /** What one cell came to. */
    record Result(FailureCell cell, String seen, String recorded, int attempts) {}

    private record Row(String fault, boolean streamed) {}

    private static final String HEAD = """
            # What failures become

            Written by `FailureMatrixTest`, which compares it: every way a provider is known to fail, against what its caller sees.
            Codes are those of OpenAI's and of Anthropic's format, in this order, where both see an error. Attempts at the failing
            target are counted by the target itself; two are at least 100 ms apart, and as far as it asked for where it asked.

            | fault | answer | provider speaks | recorded as | one target: the caller sees | attempts | with another target |
            |---|---|---|---|---|---|---|
            """;

    private FailureTable() {}

    static String of(List<Result> results) {
        Map<Row, List<Result>> rows = new LinkedHashMap<>();
        results.forEach(result -> rows.computeIfAbsent(
                        new Row(result.cell().fault(), result.cell().streamed()), row -> new ArrayList<>())
                .add(result));
        StringBuilder table = new StringBuilder(HEAD);
        rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> {
                    int byFault = one.fault().compareTo(other.fault());
                    return byFault != 0 ? byFault : Boolean.compare(one.streamed(), other.streamed());
                }))
                .forEach(row -> lines(row.getKey(), row.getValue(), table));
        return table.toString();
    }

    /** One line for all formats that fare alike. */
    private static void lines(Row row, List<Result> results, StringBuilder table) {
        Map<String, TreeSet<String>> upstreams = new TreeMap<>();
        results.stream()
                .map(result -> result.cell().upstream())
                .distinct()
                .forEach(upstream -> upstreams
                        .computeIfAbsent(
                                cells(results.stream()
                                        .filter(result ->
                                                result.cell().upstream().equals(upstream))
                                        .toList()),
                                line -> new TreeSet<>())
                        .add(upstream));
        upstreams.forEach((cells, names) -> table.append("| ")
                .append(row.fault())
                .append(row.streamed() ? " | stream | " : " | whole | ")
                .append(String.join(", ", names))
                .append(cells));
    }

    private static String cells(List<Result> results) {
        List<Result> alone =
                results.stream().filter(result -> result.cell().alone()).toList();
        List<Result> two =
                results.stream().filter(result -> !result.cell().alone()).toList();
        return " | " + all(alone, Result::recorded) + " | " + all(alone, Result::seen) + " | "
                + all(alone, result -> Integer.toString(result.attempts())) + " | " + all(two, Result::seen) + " |\n";
    }

    private static String all(List<Result> results, java.util.function.Function<Result, String> what) {
        return results.stream()
                .sorted((one, other) ->
                        other.cell().caller().compareTo(one.cell().caller()))
                .map(what)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
