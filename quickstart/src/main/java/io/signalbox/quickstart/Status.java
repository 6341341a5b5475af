package io.signalbox.quickstart;

import java.util.List;
import java.util.Optional;

/** What runs, and whether it answers. */
final class Status {
    private final Home home;
    private final Starting starting;
    private final Ports ports;

    Status(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
        this.starting = new Starting(home, ports);
    }

    void print(boolean json) {
        boolean processes = Boolean.parseBoolean(home.settings().getProperty("processes", "false"));
        List<Row> rows = Part.running(processes).stream().map(this::row).toList();
        if (json) {
            System.out.println(rows.stream()
                    .map(row -> "{\"part\":\"%s\",\"state\":\"%s\",\"pid\":%s}"
                            .formatted(
                                    row.part().label(), row.state(), row.pid().orElse("null")))
                    .collect(java.util.stream.Collectors.joining(
                            ",", "{\"gateway\":\"http://127.0.0.1:" + ports.gateway() + "\",\"parts\":[", "]}")));
        } else {
            rows.forEach(row -> System.out.printf(
                    "  %-10s %-9s %s%n",
                    row.part().label(), row.state(), row.pid().orElse("")));
        }
    }

    private Row row(Part part) {
        Optional<ProcessHandle> process = new PartProcess(home, part).alive();
        String state = process.isEmpty() ? "stopped" : starting.ready(part) ? "ready" : "not ready";
        return new Row(part, state, process.map(handle -> String.valueOf(handle.pid())));
    }

    private record Row(Part part, String state, Optional<String> pid) {}
}
