package io.signalbox.bench.load;

import java.nio.charset.StandardCharsets;

/** What a caller speaks. The upstream speaks OpenAI's, so a caller of another has to be translated, both ways. */
public enum Dialect {
    OPENAI("/v1/chat/completions", "") {
        @Override
        String head(boolean streamed) {
            return "{\"model\":\"bench\","
                    + (streamed ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "")
                    + "\"temperature\":0.7,\"messages\":[{\"role\":\"system\",\"content\":\"Answer briefly.\"},";
        }
    },
    ANTHROPIC("/v1/messages", "anthropic-version: 2023-06-01\r\n") {
        @Override
        String head(boolean streamed) {
            return "{\"model\":\"bench\",\"max_tokens\":256,"
                    + (streamed ? "\"stream\":true," : "")
                    + "\"temperature\":0.7,\"system\":\"Answer briefly.\",\"messages\":[";
        }
    };

    private static final String WORDS = "Describe the \\\"signal box\\\" at the junction, line by line.\\n";

    private final String path;
    private final String headers;

    Dialect(String path, String headers) {
        this.path = path;
        this.headers = headers;
    }

    public String path() {
        return path;
    }

    abstract String head(boolean streamed);

    /** A question of that many bytes. */
    public String body(int bytes, boolean streamed) {
        String head = head(streamed) + "{\"role\":\"user\",\"content\":\"";
        String tail = "\"}]}";
        int room = bytes - head.length() - tail.length();
        StringBuilder text = new StringBuilder(head);
        text.repeat(WORDS, room / WORDS.length()).repeat('.', room % WORDS.length());
        return text.append(tail).toString();
    }

    /** The whole request, head and body. */
    byte[] request(LoadPlan plan) {
        String body = body(plan.bodyBytes(), plan.streamed());
        return """
                POST %s HTTP/1.1\r
                host: 127.0.0.1:%d\r
                authorization: Bearer %s\r
                content-type: application/json\r
                accept: %s\r
                user-agent: signalbox-bench\r
                %scontent-length: %d\r
                \r
                %s""".formatted(
                        path,
                        plan.port(),
                        plan.secret(),
                        plan.streamed() ? "text/event-stream" : "application/json",
                        headers,
                        body.length(),
                        body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
