package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.usage.Outcome;
import io.signalbox.gateway.attempt.AttemptLimits;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.pipeline.FailureTable.Result;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import io.signalbox.simulator.fault.Fault;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.fault.FaultKind.Effect;
import io.signalbox.simulator.fault.FaultRule;
import io.signalbox.simulator.fault.Match;
import io.signalbox.simulator.tally.TallyEntry;
import io.signalbox.testkit.refusal.CommittedTable;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every way a provider is known to fail, in each format it may speak, for callers of both formats, as whole answer and as
 * stream, before and after the first content, with one target and with two: what the caller sees, and how often and how
 * quickly the provider is asked, by its own count. A new kind of fault of the simulated provider is a new line by itself.
 */
class FailureMatrixTest {
    /** Nobody waits that long unless something is wrong. */
    private static final Deadlines AMPLE = new Deadlines(20_000, 20_000, 20_000, 60_000);

    /** For those that are there to be waited for; a whole answer is waited for five times as long. */
    private static final Deadlines SHORT = new Deadlines(20_000, 3_000, 1_500, 60_000);

    private static final Deadlines SHORT_WHOLE = new Deadlines(20_000, 600, 1_500, 60_000);
    private static final Deadlines SHORT_SILENCE = new Deadlines(20_000, 20_000, 1_500, 60_000);
    private static final Deadlines SHORT_CONNECT = new Deadlines(1_000, 20_000, 20_000, 60_000);
    private static final AttemptLimits USUAL = AttemptLimits.DEFAULT;
    private static final List<String> UPSTREAMS = List.of("openai", "anthropic", "gemini");
    private static final int AT_ONCE = 16;
    private static final Duration APART_LEAST = Duration.ofMillis(100);
    private static final Duration ASKED = Duration.ofSeconds(1);

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final ScriptedFaults scripted = new ScriptedFaults();
    private final Semaphore busy = new Semaphore(AT_ONCE);
    private SimulatedProvider failing;
    private SimulatedProvider good;
    private Map<String, String> addresses;

    @BeforeEach
    void start() throws Exception {
        failing = SimulatedProvider.start(Settings.local());
        good = SimulatedProvider.start(Settings.local().withKey("openai", "sk-spare"));
        good.models("openai").add("small");
        UPSTREAMS.forEach(upstream -> failing.models(upstream).add("small"));
        addresses = scripted.addresses();
        gateway.limits = new AttemptLimits(
                ScriptedFaults.ANSWER_MAX,
                USUAL.eventMax(),
                USUAL.preambleMax(),
                USUAL.errorMax(),
                USUAL.headersHeld(),
                USUAL.keepAlive(),
                USUAL.callerIdle());
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        failing.close();
        good.close();
        scripted.close();
    }

    private Stream<FailureCell> cells() {
        Stream<FailureCell> simulated = Arrays.stream(FaultKind.values())
                .filter(kind -> kind != FaultKind.CONNECTION_REFUSED)
                .flatMap(kind -> Stream.of(false, true)
                        .filter(kind::befalls)
                        .flatMap(streamed -> UPSTREAMS.stream()
                                .map(upstream -> new FailureCell(
                                        kind.wireName().replace('_', ' '),
                                        kind.effect() == Effect.BREAKS,
                                        kind.effect() == Effect.HARMLESS,
                                        streamed,
                                        upstream,
                                        "",
                                        true))));
        Stream<FailureCell> ours = addresses.keySet().stream()
                .flatMap(fault -> Stream.of(false, true)
                        .filter(streamed -> ScriptedFaults.befalls(fault, streamed))
                        .map(streamed -> new FailureCell(fault, false, false, streamed, "openai", "", true)));
        return Stream.concat(simulated, ours)
                .flatMap(cell -> callers(cell.upstream())
                        .flatMap(caller -> Stream.of(true, false)
                                .map(alone -> new FailureCell(
                                        cell.fault(),
                                        cell.broken(),
                                        cell.harmless(),
                                        cell.streamed(),
                                        cell.upstream(),
                                        caller,
                                        alone))));
    }

    /** Who speaks as the provider does sees it passed through; how it is told across formats is nothing of a fault's own. */
    private static Stream<String> callers(String upstream) {
        return upstream.equals("anthropic") ? Stream.of("openai", "anthropic") : Stream.of("openai");
    }

    /** A configuration, a key and a fault of its own, so that nothing that one cell does is held against another's. */
    private void prepare(FailureCell cell) {
        String name = cell.name();
        String address = addresses.get(cell.fault());
        if (address == null) {
            FaultKind kind = FaultKind.named(cell.fault().replace(' ', '_')).orElseThrow();
            failing.keys().add(cell.upstream(), "sk-" + name);
            Fault fault = Fault.of(kind);
            failing.faults()
                    .add(FaultRule.forever(kind)
                            .on(new Match(null, null, "sk-" + name, null, null))
                            .with(kind == FaultKind.SLOW ? fault.withMillis(10) : fault));
            address = failing.baseUrl(cell.upstream());
        }
        gateway.target(name, cell.upstream(), address);
        Deadlines deadlines = deadlines(cell);
        if (cell.alone()) {
            gateway.route(name, deadlines, 2, name);
        } else {
            gateway.route(name, deadlines, 3, name, "spare");
        }
    }

    private static Deadlines deadlines(FailureCell cell) {
        if (cell.fault().equals("connect timeout")) {
            return SHORT_CONNECT;
        }
        if (cell.fault().equals("hang mid stream")) {
            return SHORT_SILENCE;
        }
        return !waits(cell) ? AMPLE : cell.streamed() ? SHORT : SHORT_WHOLE;
    }

    private static boolean waits(FailureCell cell) {
        return Stream.of("hang", "connect timeout", "500 that never", "comments")
                .anyMatch(each -> cell.fault().startsWith(each));
    }

    private Result run(FailureCell cell) throws InterruptedException {
        boolean waits = waits(cell);
        // What one cell retries must not be what another may not.
        IntStream.range(0, 5).forEach(each -> gateway.reserves.retries().deposit());
        if (!waits) {
            busy.acquire();
        }
        try {
            return judge(cell, cell.ask(gateway.caller()));
        } finally {
            if (!waits) {
                busy.release();
            }
        }
    }

    private Result judge(FailureCell cell, HttpResponse<String> reply) {
        UUID request =
                UUID.fromString(reply.headers().firstValue("x-request-id").orElseThrow());
        List<RecordingJournal.Entry> entries = gateway.journal.closed.stream()
                .filter(entry -> entry.opening().requestId().equals(request))
                .toList();
        List<TallyEntry> asked = received(failing, request);
        int spare = received(good, request).size();
        String seen = cell.seen(reply);
        String recorded = entries.getFirst().closing().failure() == null
                ? "—"
                : entries.getFirst().closing().failure().name();
        int counted = scripted.received(cell.fault(), request.toString());
        int attempts = !asked.isEmpty() ? asked.size() : counted >= 0 ? counted : entries.size() - spare;

        assertThat(entries).as("%s: every attempt is recorded", cell).hasSize(attempts + spare);
        assertThat(entries.stream().filter(entry -> entry.closing().last()))
                .as("%s: one attempt is the last", cell)
                .hasSize(1);
        assertThat(seen)
                .as("%s: nothing cut short, no error that is not one", cell)
                .isNotIn(FailureCell.CUT_SHORT, FailureCell.NO_END);
        if (cell.replaced()) {
            assertThat(seen).as("%s: another target answers unseen", cell).isEqualTo("the answer");
            assertThat(List.of(attempts, spare))
                    .as("%s: each is asked once", cell)
                    .containsExactly(1, 1);
            assertThat(entries.getLast().closing().outcome()).isEqualTo(Outcome.SUCCEEDED);
        } else {
            assertThat(spare).as("%s: nobody else is asked", cell).isZero();
            assertThat(seen.equals("the answer")).as("%s: %s", cell, seen).isEqualTo(cell.harmless());
        }
        expectApart(cell, asked);
        AttemptClosing last = entries.getLast().closing();
        if (last.outcome() == Outcome.SUCCEEDED) {
            boolean untold = cell.fault().equals("missing usage");
            assertThat(last.estimated()).as("%s: usage is known", cell).isEqualTo(untold);
            expectTallied(last, (spare > 0 ? received(good, request) : asked).getLast());
        }
        return new Result(cell, seen, recorded, attempts);
    }

    /** The figures of an answer are its provider's own. */
    private static void expectTallied(AttemptClosing closing, TallyEntry counted) {
        if (!closing.estimated()) {
            assertThat(sum(closing, "input_tokens", "cached_input_tokens", "cache_write_tokens"))
                    .isEqualTo(counted.tokens().input());
            assertThat(sum(closing, "output_tokens", "reasoning_tokens"))
                    .isEqualTo(counted.tokens().output());
        }
    }

    private static long sum(AttemptClosing closing, String... meters) {
        return Arrays.stream(meters)
                .mapToLong(meter ->
                        closing.meters().getOrDefault(meter, BigDecimal.ZERO).longValue())
                .sum();
    }

    /** A provider that has just failed is left in peace for a while, and for as long as it asks for. */
    private static void expectApart(FailureCell cell, List<TallyEntry> asked) {
        for (int each = 1; each < asked.size(); each++) {
            Duration apart = Duration.between(
                    Instant.parse(asked.get(each - 1).receivedAt()),
                    Instant.parse(asked.get(each).receivedAt()));
            assertThat(apart)
                    .as("%s: attempts are apart", cell)
                    .isGreaterThanOrEqualTo(cell.fault().equals("rate limited") ? ASKED : APART_LEAST);
        }
    }

    private static List<TallyEntry> received(SimulatedProvider provider, UUID request) {
        return provider.tally().entries().stream()
                .filter(entry -> request.toString().equals(entry.requestId()))
                .toList();
    }

    @Test
    void every_failure_becomes_what_the_committed_table_says_and_leaves_nothing_behind() throws Exception {
        List<FailureCell> cells = cells().toList();
        gateway.target("spare", "openai", good.baseUrl("openai"));
        cells.forEach(this::prepare);
        gateway.start();

        List<Result> results = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> running =
                    cells.stream().map(cell -> workers.submit(() -> run(cell))).toList();
            List<Throwable> wrong = new ArrayList<>();
            for (Future<Result> each : running) {
                try {
                    results.add(each.get());
                } catch (java.util.concurrent.ExecutionException failed) {
                    wrong.add(failed.getCause());
                }
            }
            assertThat(wrong.stream().map(String::valueOf).collect(Collectors.joining("\n")))
                    .isEmpty();
        }

        CommittedTable.compareDocument("failure-matrix", FailureTable.of(results));
        expectNothingLeft();
    }

    private void expectNothingLeft() {
        CallerLeavesTest.until(() ->
                gateway.meters.get("signalbox.gateway.requests.active").gauge().value() == 0);
        assertThat(gateway.reserves.drains().running()).isZero();
        assertThat(gateway.journal.opened).hasSameSizeAs(gateway.journal.closed);
    }
}
