package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Kills every part with {@code kill -9} under load, and then counts: what callers received, what the ledger says, what
 * the provider counted. The seed decides when each kill falls and is printed.
 */
class CrashTest {
    private static final int IN_FLIGHT = 20;

    private final Installation installation = Installation.get();
    private String crashKeyId = "";
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();

    /** An answer a caller got whole. */
    private record Received(String requestId, int outputTokens) {}

    /** A ledger entry as the caller of the API sees it. */
    private record Entry(String requestId, int attempt, String outcome, JsonNode meters) {}

    @Test
    void nothing_is_lost_or_doubled_whatever_part_is_killed() throws InterruptedException {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        System.out.println("crash.seed=" + seed);
        Random random = new Random(seed);
        String key = accessKey();

        for (String part : List.of("gateway", "kafka", "postgres", "services", "simulator", "gateway")) {
            underLoad(key, () -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(700 + random.nextInt(600)));
                Installation.script("kill", part);
                Installation.script("start", part);
            });
        }

        Map<String, Entry> ledger = caughtUp();
        Map<String, JsonNode> tally = tally();
        long succeeded = ledger.values().stream()
                .filter(entry -> entry.outcome().equals("SUCCEEDED"))
                .count();
        System.out.printf(
                "received=%d ledger=%d (succeeded %d) tally=%d%n",
                received.size(), ledger.size(), succeeded, tally.size());
        assertThat(received).hasSizeGreaterThan(100);
        for (Received answer : received) {
            assertThat(ledger.values())
                    .as("received %s stands in the ledger", answer)
                    .anyMatch(entry -> entry.requestId().equals(answer.requestId())
                            && entry.outcome().equals("SUCCEEDED")
                            && entry.meters().path("output_tokens").asInt() == answer.outputTokens());
        }
        ledger.forEach((identity, entry) -> {
            if (entry.outcome().equals("SUCCEEDED")) {
                assertThat(tally).as("the provider knows %s", identity).containsKey(identity);
                assertThat(tally.getOrDefault(identity, com.fasterxml.jackson.databind.node.MissingNode.getInstance())
                                .path("tokens")
                                .path("output")
                                .asInt())
                        .as("tokens of %s", identity)
                        .isEqualTo(entry.meters().path("output_tokens").asInt());
            }
        });
        assertThat(succeeded - received.size())
                .as("succeeded but not received: at most what was in flight at the gateway's two deaths")
                .isBetween(0L, 2L * IN_FLIGHT);
    }

    private void underLoad(String key, Runnable accident) throws InterruptedException {
        AtomicBoolean running = new AtomicBoolean(true);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < IN_FLIGHT; caller++) {
                callers.execute(() -> {
                    while (running.get()) {
                        call(key);
                    }
                });
            }
            accident.run();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            running.set(false);
            callers.shutdown();
            assertThat(callers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** No retries: what fails here has failed. */
    private void call(String key) {
        try {
            HttpResponse<String> answer = installation.complete(
                    key,
                    "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"[[sim output=12 first=100]] go\"}]}");
            if (answer.statusCode() == 200) {
                JsonNode body = Installation.json(answer.body());
                received.add(new Received(
                        Installation.requestId(answer),
                        body.path("usage").path("completion_tokens").asInt()));
            }
        } catch (RuntimeException e) {
            // A killed gateway answers nobody; only whole answers count as received.
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }

    private String accessKey() {
        JsonNode issued = Installation.json(installation
                .manage("POST", "/api/access-keys", "{\"name\":\"crash\"}")
                .body());
        crashKeyId = issued.path("id").asText();
        String key = issued.path("key").asText();
        Installation.eventually("the key works", () -> {
            call(key);
            return received.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(true);
        });
        return key;
    }

    /** The ledger once it holds everything that was received; no (request, attempt) may stand in it twice. */
    private Map<String, Entry> caughtUp() {
        List<String> wanted = received.stream().map(Received::requestId).toList();
        return Installation.eventually("all " + wanted.size() + " received requests in the ledger", () -> {
            Map<String, Entry> ledger = ledger();
            List<String> known = ledger.values().stream().map(Entry::requestId).toList();
            return java.util.Optional.of(ledger).filter(entries -> new java.util.HashSet<>(known).containsAll(wanted));
        });
    }

    private Map<String, Entry> ledger() {
        Map<String, Entry> entries = new HashMap<>();
        String cursor = "";
        do {
            HttpResponse<String> page = installation.manage(
                    "GET",
                    "/api/ledger?period=today&limit=200&accessKey=" + crashKeyId
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)),
                    null);
            if (page.statusCode() != 200) {
                return Map.of();
            }
            JsonNode body = Installation.json(page.body());
            for (JsonNode item : body.path("items")) {
                if (item.path("entryNo").asInt(0) == 0) {
                    Entry entry = new Entry(
                            item.path("requestId").asText(),
                            item.path("attempt").asInt(),
                            item.path("outcome").asText(),
                            item.path("meters"));
                    assertThat(entries.put(entry.requestId() + "/" + entry.attempt(), entry))
                            .as("%s stands in the ledger twice", entry)
                            .isNull();
                }
            }
            cursor = body.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return entries;
    }

    private Map<String, JsonNode> tally() {
        Map<String, JsonNode> lines = new HashMap<>();
        List<JsonNode> all = new ArrayList<>();
        String since = "0";
        while (true) {
            HttpResponse<String> page =
                    installation.simulator("GET", "/admin/tally?since=" + since + "&limit=10000", null);
            page.body().lines().map(Installation::json).forEach(all::add);
            var next = page.headers().firstValue("x-next-since");
            if (next.isEmpty() || next.get().equals(since)) {
                break;
            }
            since = next.get();
        }
        all.forEach(line -> lines.put(
                line.path("requestId").asText() + "/" + line.path("attempt").asInt(), line));
        return lines;
    }
}
