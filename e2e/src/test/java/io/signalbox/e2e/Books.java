package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the ledger says of one access key, what its roll-ups say, and what the simulated provider counted by itself. */
final class Books {
    private final Installation installation;
    private final String accessKeyId;

    Books(Installation installation, String accessKeyId) {
        this.installation = installation;
        this.accessKeyId = accessKeyId;
    }

    /** Every entry by request and attempt; none may stand there twice. Empty while the ledger cannot be asked. */
    Optional<Map<String, JsonNode>> ledger() {
        Map<String, JsonNode> entries = new HashMap<>();
        String cursor = "";
        do {
            HttpResponse<String> page = installation.manage(
                    "GET",
                    "/api/ledger?period=7d&limit=200&accessKey=" + accessKeyId
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)),
                    null);
            if (page.statusCode() != 200) {
                return Optional.empty();
            }
            JsonNode body = Installation.json(page.body());
            for (JsonNode entry : body.path("items")) {
                assertThat(entries.put(identity(entry), entry))
                        .as("%s stands in the ledger twice", entry)
                        .isNull();
            }
            cursor = body.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return Optional.of(entries);
    }

    /** What the reports say all of it comes to. */
    JsonNode totals() {
        HttpResponse<String> report = installation.manage("GET", "/api/usage?period=7d&accessKey=" + accessKeyId, null);
        assertThat(report.statusCode()).as(report.body()).isEqualTo(200);
        return Installation.json(report.body()).path("totals");
    }

    /** The simulated provider's own lines by request and attempt; its calls that no request of ours made are left out. */
    Map<String, JsonNode> tally() {
        Map<String, JsonNode> lines = new HashMap<>();
        String since = "0";
        while (true) {
            HttpResponse<String> page =
                    installation.simulator("GET", "/admin/tally?since=" + since + "&limit=10000", null);
            page.body()
                    .lines()
                    .map(Installation::json)
                    .filter(line -> line.hasNonNull("requestId"))
                    .forEach(line -> lines.put(identity(line), line));
            Optional<String> next = page.headers().firstValue("x-next-since");
            if (next.isEmpty() || next.get().equals(since)) {
                return lines;
            }
            since = next.get();
        }
    }

    private static String identity(JsonNode line) {
        return line.path("requestId").asText() + "/" + line.path("attempt").asInt();
    }
}
