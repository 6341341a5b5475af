package io.signalbox.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often everything is measured; medians are reported
 * @param seconds how long each measurement lasts
 * @param bodies sizes of the bodies in KB, one measurement each; the first is profiled
 * @param connections how many connections ask at once, one measurement each
 * @param streams how many streams are open at once, one measurement each
 * @param entries how many entries the ledger holds before it is measured
 * @param events how many stored events are published in each round
 * @param minutes how long the soak lasts
 * @param port the gateway's port in the installation that is measured; every other is derived from it
 * @param record whether {@code bench/RESULTS.md} gets what was measured
 */
public record Options(
        int rounds,
        int seconds,
        List<Integer> bodies,
        List<Integer> connections,
        List<Integer> streams,
        int entries,
        int events,
        int minutes,
        int port,
        boolean record) {
    private static final Options DEFAULT =
            new Options(5, 5, List.of(1, 32), List.of(1, 32), List.of(128, 512), 5_000_000, 40_000, 10, 12980, false);

    static Options of(List<String> words) {
        Options options = DEFAULT;
        for (int place = 0; place < words.size(); place++) {
            String name = words.get(place);
            if (name.equals("--record")) {
                options = options.recorded();
            } else if (place + 1 < words.size()) {
                options = options.with(name, words.get(++place));
            } else {
                throw new BadUsageException("'" + name + "' is no option, or lacks its value.");
            }
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--rounds" ->
                new Options(
                        number(name, value),
                        seconds,
                        bodies,
                        connections,
                        streams,
                        entries,
                        events,
                        minutes,
                        port,
                        record);
            case "--seconds" ->
                new Options(
                        rounds,
                        number(name, value),
                        bodies,
                        connections,
                        streams,
                        entries,
                        events,
                        minutes,
                        port,
                        record);
            case "--bodies" ->
                new Options(
                        rounds,
                        seconds,
                        numbers(name, value),
                        connections,
                        streams,
                        entries,
                        events,
                        minutes,
                        port,
                        record);
            case "--connections" ->
                new Options(
                        rounds, seconds, bodies, numbers(name, value), streams, entries, events, minutes, port, record);
            case "--streams" ->
                new Options(
                        rounds,
                        seconds,
                        bodies,
                        connections,
                        numbers(name, value),
                        entries,
                        events,
                        minutes,
                        port,
                        record);
            case "--entries" ->
                new Options(
                        rounds,
                        seconds,
                        bodies,
                        connections,
                        streams,
                        number(name, value),
                        events,
                        minutes,
                        port,
                        record);
            case "--events" ->
                new Options(
                        rounds,
                        seconds,
                        bodies,
                        connections,
                        streams,
                        entries,
                        number(name, value),
                        minutes,
                        port,
                        record);
            case "--minutes" ->
                new Options(
                        rounds,
                        seconds,
                        bodies,
                        connections,
                        streams,
                        entries,
                        events,
                        number(name, value),
                        port,
                        record);
            case "--port" ->
                new Options(
                        rounds,
                        seconds,
                        bodies,
                        connections,
                        streams,
                        entries,
                        events,
                        minutes,
                        number(name, value),
                        record);
            default -> throw new BadUsageException("There is no option '" + name + "'.");
        };
    }

    private Options recorded() {
        return new Options(rounds, seconds, bodies, connections, streams, entries, events, minutes, port, true);
    }

    private static List<Integer> numbers(String name, String value) {
        return Arrays.stream(value.split(",", -1))
                .map(each -> number(name, each))
                .toList();
    }

    private static int number(String name, String value) {
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new BadUsageException(name + " takes a number from 1 on, not '" + value + "'.");
        }
        return Integer.parseInt(value);
    }
}
