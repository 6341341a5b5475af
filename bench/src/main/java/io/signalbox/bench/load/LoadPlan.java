package io.signalbox.bench.load;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One measurement: how many connections ask whom for what, how long. A closed loop: each asks again when it has its
 * answer.
 *
 * @param secret what the caller proves itself with
 * @param bodyBytes of the request
 * @param ids file for the request ids that were answered, 16 bytes each; a device that forgets when nobody wants them
 */
public record LoadPlan(
        int port, String secret, int bodyBytes, boolean streamed, int connections, long millis, Path ids) {
    private static final String WORDS = "Describe the \\\"signal box\\\" at the junction, line by line.\\n";

    /** Has it done by the {@link LoadProgram} running there. */
    public LoadResult runBy(JavaChild load) {
        return LoadResult.of(load.ask(line()));
    }

    private String line() {
        return String.join(
                " ",
                String.valueOf(port),
                secret,
                String.valueOf(bodyBytes),
                String.valueOf(streamed),
                String.valueOf(connections),
                String.valueOf(millis),
                ids.toString());
    }

    static LoadPlan of(String line) {
        String[] words = line.split(" ", 7);
        return new LoadPlan(
                Integer.parseInt(words[0]),
                words[1],
                Integer.parseInt(words[2]),
                Boolean.parseBoolean(words[3]),
                Integer.parseInt(words[4]),
                Long.parseLong(words[5]),
                Path.of(words[6]));
    }

    /** The whole request, head and body. */
    byte[] request() {
        String body = body();
        return """
                POST /v1/chat/completions HTTP/1.1\r
                host: 127.0.0.1:%d\r
                authorization: Bearer %s\r
                content-type: application/json\r
                accept: %s\r
                user-agent: signalbox-bench\r
                content-length: %d\r
                \r
                %s""".formatted(port, secret, streamed ? "text/event-stream" : "application/json", body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String body() {
        String head = "{\"model\":\"bench\","
                + (streamed ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "")
                + "\"temperature\":0.7,\"messages\":[{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                + "{\"role\":\"user\",\"content\":\"";
        String tail = "\"}]}";
        int room = bodyBytes - head.length() - tail.length();
        StringBuilder text = new StringBuilder(head);
        text.repeat(WORDS, room / WORDS.length()).repeat('.', room % WORDS.length());
        return text.append(tail).toString();
    }
}
