package io.signalbox.bench.load;

import java.nio.file.Path;

/**
 * One measurement: how many connections ask whom for what, how long. A closed loop: each asks again when it has its
 * answer.
 *
 * @param secret what the caller proves itself with
 * @param bodyBytes of the request
 * @param checksum of the right answer's body
 * @param ids file for the request ids that were answered, 16 bytes each; a device that forgets when nobody wants them
 */
public record LoadPlan(
        int port,
        String secret,
        Dialect dialect,
        int bodyBytes,
        boolean streamed,
        int connections,
        long millis,
        long checksum,
        Path ids) {
    /** Has it done by the {@link LoadProgram} running there. */
    public LoadResult runBy(JavaChild load) {
        return LoadResult.of(load.ask(line()));
    }

    private String line() {
        return String.join(
                " ",
                String.valueOf(port),
                secret,
                dialect.name(),
                String.valueOf(bodyBytes),
                String.valueOf(streamed),
                String.valueOf(connections),
                String.valueOf(millis),
                String.valueOf(checksum),
                ids.toString());
    }

    static LoadPlan of(String line) {
        String[] words = line.split(" ", 9);
        return new LoadPlan(
                Integer.parseInt(words[0]),
                words[1],
                Dialect.valueOf(words[2]),
                Integer.parseInt(words[3]),
                Boolean.parseBoolean(words[4]),
                Integer.parseInt(words[5]),
                Long.parseLong(words[6]),
                Long.parseLong(words[7]),
                Path.of(words[8]));
    }
}
