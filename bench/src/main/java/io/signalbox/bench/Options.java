package io.signalbox.bench;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("--rounds", "5"),
            entry("--seconds", "5"),
            entry("--bodies", "1,32"),
            entry("--connections", "1,32"),
            entry("--streams", "128,512"),
            entry("--entries", "5000000"),
            entry("--events", "40000"),
            entry("--minutes", "10"),
            entry("--port", "12980"));

    static Options of(List<String> words) {
        Map<String, String> said = new HashMap<>(DEFAULTS);
        boolean record = false;
        for (int place = 0; place < words.size(); place++) {
            String name = words.get(place);
            if (name.equals("--record")) {
                record = true;
            } else if (!DEFAULTS.containsKey(name)) {
                throw new BadUsageException("There is no option '" + name + "'.");
            } else if (place + 1 == words.size()) {
                throw new BadUsageException(name + " lacks its value.");
            } else {
                said.put(name, words.get(++place));
            }
        }
        return of(said, record);
    }

    private static Options of(Map<String, String> said, boolean record) {
        return new Options(
                number(said, "--rounds"),
                number(said, "--seconds"),
                numbers(said, "--bodies"),
                numbers(said, "--connections"),
                numbers(said, "--streams"),
                number(said, "--entries"),
                number(said, "--events"),
                number(said, "--minutes"),
                number(said, "--port"),
                record);
    }

    private static int number(Map<String, String> said, String name) {
        return number(name, said.getOrDefault(name, ""));
    }

    private static List<Integer> numbers(Map<String, String> said, String name) {
        return Arrays.stream(said.getOrDefault(name, "").split(",", -1))
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
