package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Kills every part with {@code kill -9} under load, in an order and at moments the printed seed decides, and then counts:
 * what callers received, what the ledger says, what the provider counted. {@code -Dcrash.seed=} repeats a run,
 * {@code -Dcrash.kills=} makes it longer.
 */
class CrashTest {
    private static final List<String> PARTS = List.of(
            "gateway", "kafka", "postgres", "usage", "provider", "credential", "catalog", "simulator", "gateway");
    private static final int CALLERS_MAX = 28;

    private final Installation installation = Installation.ofProcesses();

    @Test
    void nothing_is_lost_or_doubled_whatever_part_is_killed() {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        List<String> kills = kills(new Random(seed));
        System.out.printf("crash.seed=%d kills=%s%n", seed, kills);
        JsonNode issued = Installation.json(installation
                .manage("POST", "/api/access-keys", "{\"name\":\"crash\"}")
                .body());
        Callers callers = new Callers(
                installation.value("OPENAI_BASE_URL"), issued.path("key").asText());
        try (callers) {
            callers.start();
            callers.awaitAnswers(50);
            underLoad(callers, kills, new Random(seed));
        }

        Books books = new Books(installation, issued.path("id").asText());
        Map<String, JsonNode> ledger = complete(books, callers);
        Map<String, JsonNode> tally = books.tally();
        print(callers, ledger, tally);
        everythingReceivedIsInTheLedger(callers.received(), ledger);
        theLedgerSaysWhatTheProviderCounted(ledger, tally);
        whatNobodyReceivedIsMarked(callers.received(), ledger, kills);
        theReportsAddUp(books.totals(), ledger.values());
    }

    private static List<String> kills(Random random) {
        List<String> kills = new ArrayList<>(PARTS);
        while (kills.size() < Integer.getInteger("crash.kills", PARTS.size())) {
            kills.add(PARTS.get(random.nextInt(PARTS.size())));
        }
        Collections.shuffle(kills, random);
        return kills;
    }

    private void underLoad(Callers callers, List<String> kills, Random random) {
        for (String part : kills) {
            LockSupport.parkNanos(random.nextInt(500_000_000));
            int inFlight = callers.awaitInFlight();
            installation.script("kill", part);
            System.out.printf("killed %s with %d calls in flight%n", part, inFlight);
            installation.script("start", part);
            callers.awaitAnswers(20);
        }
    }

    /** The ledger once it holds everything that was received and grows no more. */
    private static Map<String, JsonNode> complete(Books books, Callers callers) {
        Set<String> wanted =
                callers.received().stream().map(Callers.Received::requestId).collect(Collectors.toSet());
        Installation.eventually(
                "all " + wanted.size() + " received requests in the ledger",
                () -> books.ledger().filter(ledger -> requests(ledger.values()).containsAll(wanted)));
        return Installation.eventually("a ledger that has come to rest", () -> {
            Optional<Map<String, JsonNode>> before = books.ledger();
            LockSupport.parkNanos(2_000_000_000L);
            return books.ledger()
                    .filter(after -> before.isPresent()
                            && after.keySet().equals(before.get().keySet()));
        });
    }

    private static void everythingReceivedIsInTheLedger(
            Collection<Callers.Received> received, Map<String, JsonNode> ledger) {
        Map<String, JsonNode> succeeded = ledger.values().stream()
                .filter(CrashTest::succeeded)
                .collect(Collectors.toMap(entry -> entry.path("requestId").asText(), entry -> entry));
        assertThat(received).allSatisfy(answer -> {
            JsonNode entry = succeeded.getOrDefault(answer.requestId(), MissingNode.getInstance());
            assertThat(meter(entry, "output_tokens")).isEqualByComparingTo(BigDecimal.valueOf(answer.outputTokens()));
            assertThat(meter(entry, "input_tokens")).isEqualByComparingTo(BigDecimal.valueOf(answer.inputTokens()));
        });
    }

    /** In both directions: nothing is charged that was not used, and nothing was used that is not written down. */
    private static void theLedgerSaysWhatTheProviderCounted(Map<String, JsonNode> ledger, Map<String, JsonNode> tally) {
        assertThat(ledger.entrySet())
                .filteredOn(entry -> succeeded(entry.getValue()))
                .allSatisfy(entry -> {
                    JsonNode counted = tally.getOrDefault(entry.getKey(), MissingNode.getInstance());
                    assertThat(counted.path("tokens").path("output").asInt())
                            .isEqualTo(meter(entry.getValue(), "output_tokens").intValueExact());
                    assertThat(counted.path("tokens").path("input").asInt())
                            .isEqualTo(meter(entry.getValue(), "input_tokens").intValueExact());
                });
        assertThat(tally.keySet()).allMatch(ledger::containsKey);
    }

    /**
     * An attempt is closed before the last of its answer is let go, so a gateway that dies between the two leaves an
     * entry that says succeeded though the caller saw a broken connection: never more than were in flight.
     */
    private static void whatNobodyReceivedIsMarked(
            Collection<Callers.Received> received, Map<String, JsonNode> ledger, List<String> kills) {
        Set<String> answered =
                received.stream().map(Callers.Received::requestId).collect(Collectors.toSet());
        List<JsonNode> others = ledger.values().stream()
                .filter(entry -> !answered.contains(entry.path("requestId").asText()))
                .toList();
        assertThat(others)
                .allMatch(entry -> Set.of("INTERRUPTED", "CANCELLED", "FAILED", "SUCCEEDED")
                        .contains(entry.path("outcome").asText()));
        assertThat(others)
                .filteredOn(entry -> entry.path("outcome").asText().equals("INTERRUPTED"))
                .allMatch(entry -> entry.path("estimated").asBoolean());
        assertThat(others)
                .filteredOn(CrashTest::succeeded)
                .hasSizeLessThanOrEqualTo(CALLERS_MAX * Collections.frequency(kills, "gateway"));
    }

    private static void theReportsAddUp(JsonNode totals, Collection<JsonNode> entries) {
        assertThat(totals.path("attemptCount").asInt()).isEqualTo(entries.size());
        assertThat(totals.path("requestCount").asInt())
                .isEqualTo(requests(entries).size());
        assertThat(totals.path("inputTokens").asLong()).isEqualTo(sum(entries, "input_tokens"));
        assertThat(totals.path("outputTokens").asLong()).isEqualTo(sum(entries, "output_tokens"));
        BigDecimal cost = entries.stream()
                .map(entry -> new BigDecimal(entry.path("cost").path("amount").asText("0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(new BigDecimal(totals.path("cost").path("amount").asText()))
                .isCloseTo(cost, within(BigDecimal.ZERO));
    }

    private static void print(Callers callers, Map<String, JsonNode> ledger, Map<String, JsonNode> tally) {
        Map<String, Long> outcomes = ledger.values().stream()
                .collect(Collectors.groupingBy(entry -> entry.path("outcome").asText(), Collectors.counting()));
        System.out.printf(
                "received=%d failed=%d ledger=%d %s tally=%d%n",
                callers.received().size(), callers.failed(), ledger.size(), outcomes, tally.size());
    }

    private static Set<String> requests(Collection<JsonNode> entries) {
        return entries.stream().map(entry -> entry.path("requestId").asText()).collect(Collectors.toSet());
    }

    private static boolean succeeded(JsonNode entry) {
        return entry.path("outcome").asText().equals("SUCCEEDED");
    }

    private static long sum(Collection<JsonNode> entries, String name) {
        return entries.stream()
                .map(entry -> meter(entry, name))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .longValueExact();
    }

    private static BigDecimal meter(JsonNode entry, String name) {
        return new BigDecimal(entry.path("meters").path(name).asText("0"));
    }
}
