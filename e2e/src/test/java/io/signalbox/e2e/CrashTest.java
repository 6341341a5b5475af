package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Kills every part with {@code kill -9} under load, in an order and at moments the printed seed decides, and then counts:
 * what callers received, what the ledger says, what the provider counted. {@code -Dcrash.seed=} repeats a run,
 * {@code -Dcrash.kills=} makes it longer.
 */
// First of them: it counts everything the provider was ever asked.
@Order(Installation.PROCESSES + 1)
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
        everythingReceivedIsInTheLedger(callers.received(), ledger, kills);
        theLedgerSaysWhatTheProviderCounted(ledger, tally);
        whatNobodyReceivedIsMarked(callers, ledger);
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
            installation.kill(part);
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

    /**
     * By request, attempt and tokens. Whether a reply was delivered is written a few milliseconds after it was: a gateway
     * killed in between calls interrupted what was received, with what it used, and never more than was in flight.
     */
    private static void everythingReceivedIsInTheLedger(
            Collection<Callers.Received> received, Map<String, JsonNode> ledger, List<String> kills) {
        assertThat(received).allSatisfy(answer -> {
            JsonNode entry = ledger.getOrDefault(identity(answer), MissingNode.getInstance());
            assertThat(meter(entry, "output_tokens")).isEqualByComparingTo(BigDecimal.valueOf(answer.outputTokens()));
            assertThat(meter(entry, "input_tokens")).isEqualByComparingTo(BigDecimal.valueOf(answer.inputTokens()));
            assertThat(entry.path("estimated").asBoolean()).isFalse();
            assertThat(outcome(entry)).isIn("SUCCEEDED", "INTERRUPTED");
        });
        assertThat(interrupted(received, ledger))
                .isLessThanOrEqualTo((long) CALLERS_MAX * Collections.frequency(kills, "gateway"));
    }

    private static long interrupted(Collection<Callers.Received> received, Map<String, JsonNode> ledger) {
        return received.stream()
                .map(answer -> ledger.getOrDefault(identity(answer), MissingNode.getInstance()))
                .filter(entry -> outcome(entry).equals("INTERRUPTED"))
                .count();
    }

    /**
     * In both directions: nothing is charged that was not used, and nothing was used that is not written down. What the
     * provider never saw either failed to reach it and used nothing, or was under way when the gateway died.
     */
    private static void theLedgerSaysWhatTheProviderCounted(Map<String, JsonNode> ledger, Map<String, JsonNode> tally) {
        assertThat(ledger.entrySet())
                .filteredOn(entry -> isWholeAnswer(entry.getValue()))
                .allSatisfy(entry -> {
                    JsonNode counted = tally.getOrDefault(entry.getKey(), MissingNode.getInstance());
                    assertThat(counted.path("tokens").path("output").asInt())
                            .isEqualTo(meter(entry.getValue(), "output_tokens").intValueExact());
                    assertThat(counted.path("tokens").path("input").asInt())
                            .isEqualTo(meter(entry.getValue(), "input_tokens").intValueExact());
                });
        assertThat(ledger.entrySet())
                .filteredOn(entry -> !tally.containsKey(entry.getKey()))
                .extracting(Map.Entry::getValue)
                .allMatch(entry -> outcome(entry).equals("FAILED")
                        ? !isUsed(entry)
                        : marked(entry) && entry.path("estimated").asBoolean());
        assertThat(tally.keySet()).allMatch(ledger::containsKey);
    }

    /** Whether the provider's whole answer had arrived: it succeeded, or only its caller is missing. */
    private static boolean isWholeAnswer(JsonNode entry) {
        return succeeded(entry) || (outcome(entry).equals("INTERRUPTED") && isExact(entry));
    }

    /**
     * A request whose answer was not received ended interrupted or cancelled, or failed and its caller was told so.
     * Attempts before its last failed: that is why there were more.
     */
    private static void whatNobodyReceivedIsMarked(Callers callers, Map<String, JsonNode> ledger) {
        Set<String> answered = answered(callers);
        Set<String> told = new HashSet<>(callers.refused());
        Set<JsonNode> last = last(ledger.values());
        assertThat(last)
                .filteredOn(entry -> !answered.contains(requestId(entry)))
                .allMatch(
                        entry -> marked(entry) || (outcome(entry).equals("FAILED") && told.contains(requestId(entry))));
        assertThat(ledger.values())
                .filteredOn(entry -> !last.contains(entry))
                .allMatch(entry -> outcome(entry).equals("FAILED"));
    }

    /** The last attempt of every request. */
    private static Set<JsonNode> last(Collection<JsonNode> entries) {
        return entries.stream()
                .collect(Collectors.toMap(
                        CrashTest::requestId,
                        entry -> entry,
                        (one, other) -> one.path("attempt").asInt()
                                        > other.path("attempt").asInt()
                                ? one
                                : other))
                .values()
                .stream()
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    private static Set<String> answered(Callers callers) {
        return callers.received().stream().map(Callers.Received::requestId).collect(Collectors.toSet());
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
        Set<String> answered = answered(callers);
        System.out.printf(
                "received=%d (%d of them interrupted) refused=%d failed=%d ledger=%d %s tally=%d%n"
                        + "last attempts of what was not received: %s%n"
                        + "interrupted or cancelled with exact usage: %d, not in the tally: %s%n",
                callers.received().size(),
                interrupted(callers.received(), ledger),
                callers.refused().size(),
                callers.failed(),
                ledger.size(),
                outcomes(ledger.values().stream()),
                tally.size(),
                outcomes(last(ledger.values()).stream().filter(entry -> !answered.contains(requestId(entry)))),
                ledger.values().stream()
                        .filter(entry -> marked(entry) && isExact(entry))
                        .count(),
                outcomes(ledger.entrySet().stream()
                        .filter(entry -> !tally.containsKey(entry.getKey()))
                        .map(Map.Entry::getValue)));
    }

    private static Map<String, Long> outcomes(Stream<JsonNode> entries) {
        return entries.collect(Collectors.groupingBy(CrashTest::outcome, TreeMap::new, Collectors.counting()));
    }

    private static Set<String> requests(Collection<JsonNode> entries) {
        return entries.stream().map(CrashTest::requestId).collect(Collectors.toSet());
    }

    private static String identity(Callers.Received answer) {
        return answer.requestId() + "/" + answer.attempt();
    }

    private static String requestId(JsonNode entry) {
        return entry.path("requestId").asText();
    }

    private static String outcome(JsonNode entry) {
        return entry.path("outcome").asText();
    }

    private static boolean succeeded(JsonNode entry) {
        return outcome(entry).equals("SUCCEEDED");
    }

    private static boolean marked(JsonNode entry) {
        return Set.of("INTERRUPTED", "CANCELLED").contains(outcome(entry));
    }

    /** Whether the provider itself said what was used. */
    private static boolean isExact(JsonNode entry) {
        return isUsed(entry) && !entry.path("estimated").asBoolean();
    }

    private static boolean isUsed(JsonNode entry) {
        return meter(entry, "input_tokens").add(meter(entry, "output_tokens")).signum() > 0;
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
