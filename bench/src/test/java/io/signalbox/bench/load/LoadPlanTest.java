package io.signalbox.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {
    @ParameterizedTest
    @CsvSource({"OPENAI,1024", "OPENAI,1025", "OPENAI,32768", "ANTHROPIC,1024", "ANTHROPIC,1025"})
    void a_body_is_json_of_exactly_the_size_asked_for(Dialect dialect, int size) throws IOException {
        String request = new String(
                dialect.request(new LoadPlan(1, "secret", dialect, size, true, 1, 1, 0, Path.of("/dev/null"))),
                StandardCharsets.US_ASCII);

        String body = request.substring(request.indexOf("\r\n\r\n") + 4);

        JsonNode json = new ObjectMapper().readTree(body);
        assertThat(body).hasSize(size);
        assertThat(request).contains("content-length: " + size + "\r\n");
        assertThat(json.path("stream").asBoolean()).isTrue();
    }
}
