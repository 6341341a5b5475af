package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenReset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.ScriptedProvider.reset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.silence;
import static io.signalbox.gateway.pipeline.Talk.ANSWER;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static io.signalbox.gateway.pipeline.Talk.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.catalog.Deadlines;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.health.HealthRules;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import io.signalbox.kit.identity.NamedId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The primary of a route is out for a while and comes back, under steady load, in every way it can be out. What holds is
 * said in probe intervals, so it can be run at any scale: a tenth of the real one by default, and with {@code
 * -Doutage.seconds=60} a real minute with the rules as they are shipped.
 */
class OutageTest {
    private static final int SECONDS = Integer.getInteger("outage.seconds", 0);
    private static final HealthRules RULES = SECONDS > 0 ? HealthRules.DEFAULT : compressed(HealthRules.DEFAULT, 10);
    private static final Duration INTERVAL = RULES.probeInterval();
    private static final Duration OUTAGE = SECONDS > 0 ? Duration.ofSeconds(SECONDS) : INTERVAL.multipliedBy(8);
    /** Two and a half intervals: five seconds at the real scale. */
    private static final Duration RETURN_MAX = INTERVAL.multipliedBy(5).dividedBy(2);

    private static final Deadlines DEADLINES =
            SECONDS > 0 ? new Deadlines(5_000, 3_000, 3_000, 60_000) : new Deadlines(500, 400, 400, 12_000);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(25);
    private static final UUID PRIMARY = NamedId.of("configuration/main");

    private static final String[] STREAM = {ROLE, HEL, LO, STOP, USAGE, DONE};

    /** How the primary is out. */
    @SuppressWarnings("ImmutableEnumChecker") // How a provider behaves is a function.
    enum Kind {
        REFUSED(reset()),
        SERVER_ERROR(json(500, error("server_error", "t", "no"))),
        RATE_LIMITED(json(429, error("rate_limit_exceeded", "t", "no"))),
        HANGING(silence()),
        BROKEN_STREAMS(json(500, error("server_error", "t", "no")), eventsThenReset(ROLE, HEL));

        private final Behaviour whole;
        private final Behaviour streamed;

        Kind(Behaviour both) {
            this(both, both);
        }

        Kind(Behaviour whole, Behaviour streamed) {
            this.whole = whole;
            this.streamed = streamed;
        }
    }

    /** One request of the load. */
    private record Served(Instant begun, CompletableFuture<HttpResponse<String>> reply) {
        boolean isComplete() {
            HttpResponse<String> got = reply.join();
            boolean whole = got.body().equals(ANSWER);
            boolean stream = got.body().equals(String.join("\n\n", ROLE, HEL, LO, STOP, DONE) + "\n\n");
            return got.statusCode() == 200 && (whole || stream);
        }

        String target() {
            return reply.join().headers().firstValue("x-signalbox-target").orElse("nobody");
        }
    }

    /** A provider that works, is out and works again, on one port. */
    private static final class Provider implements AutoCloseable {
        private DisposableServer server = bind(0);
        private volatile @Nullable Kind out;

        private DisposableServer bind(int port) {
            return HttpServer.create()
                    .host("127.0.0.1")
                    .port(port)
                    .handle(this::serve)
                    .bindNow();
        }

        private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
            return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
                boolean streamed = body.contains("\"stream\":true");
                Kind kind = out;
                Behaviour behaviour = kind == null
                        ? streamed ? events(STREAM) : json(200, ANSWER)
                        : streamed ? kind.streamed : kind.whole;
                return Mono.from(behaviour.answer(request, response));
            });
        }

        void goes(Kind kind) {
            out = kind;
            if (kind == Kind.REFUSED) {
                server.disposeNow();
            }
        }

        void returns() {
            boolean refused = out == Kind.REFUSED;
            out = null;
            if (refused) {
                server = bind(server.port());
            }
        }

        String baseUrl() {
            return "http://127.0.0.1:" + server.port() + "/v1";
        }

        @Override
        public void close() {
            server.disposeNow();
        }
    }

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final Provider primary = new Provider();
    private final Provider spare = new Provider();
    private final Executor callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Served> served = new ArrayList<>();

    @AfterEach
    void close() {
        gateway.close();
        primary.close();
        spare.close();
    }

    private static HealthRules compressed(HealthRules rules, int times) {
        return new HealthRules(
                rules.failuresInARow(),
                rules.windowCalls(),
                rules.windowCallsLeast(),
                rules.failurePercent(),
                rules.probeInterval().dividedBy(times),
                rules.probePatience().dividedBy(times),
                rules.limitPause().dividedBy(times),
                rules.limitPauseMax().dividedBy(times),
                rules.accountPause().dividedBy(times));
    }

    /** Sends whole and streamed requests in turn, whatever becomes of the ones before. */
    private void load(Duration time) {
        Caller caller = gateway.caller();
        long until = System.nanoTime() + time.toNanos();
        for (long next = System.nanoTime(); next - until < 0; next += BETWEEN_REQUESTS.toNanos()) {
            LockSupport.parkNanos(next - System.nanoTime());
            String body = "{\"model\":\"fast\",\"messages\":[]" + (served.size() % 2 == 0 ? "}" : ",\"stream\":true}");
            served.add(new Served(Instant.now(), CompletableFuture.supplyAsync(() -> caller.chat(body), callers)));
        }
    }

    private List<RecordingJournal.Entry> attemptsAtPrimary(Instant from, Instant to) {
        return gateway.journal.closed.stream()
                .filter(entry -> entry.opening().configurationId().equals(PRIMARY))
                .filter(entry -> entry.opening().openedAt().isAfter(from)
                        && entry.opening().openedAt().isBefore(to))
                .sorted(Comparator.comparing(entry -> entry.opening().openedAt()))
                .toList();
    }

    private Stream<Served> servedBetween(Instant from, Instant to) {
        return served.stream()
                .filter(each -> each.begun().isAfter(from) && each.begun().isBefore(to));
    }

    @ParameterizedTest
    @EnumSource
    void an_outage_of_the_primary_is_not_noticed_hardly_probed_and_soon_over(Kind kind) throws Exception {
        gateway.health = RULES;
        gateway.target("main", "openai", primary.baseUrl())
                .target("spare", "openai", spare.baseUrl())
                .route("fast", DEADLINES, 3, "main", "spare")
                .start();
        load(INTERVAL.multipliedBy(2));

        primary.goes(kind);
        load(OUTAGE);
        Instant back = Instant.now();
        primary.returns();
        load(RETURN_MAX);
        Instant settled = Instant.now();
        load(INTERVAL.multipliedBy(3));
        CompletableFuture.allOf(served.stream().map(Served::reply).toArray(CompletableFuture[]::new))
                .get(2, TimeUnit.MINUTES);

        Instant out = kind == Kind.RATE_LIMITED ? firstLimited() : outAt();
        List<RecordingJournal.Entry> probes = attemptsAtPrimary(out, back);
        long spent = Duration.between(out, back).dividedBy(INTERVAL);
        assertThat(probes).as("probes").hasSizeBetween(1, (int) spent + 1);
        assertThat(probes)
                .as("how long probes held their callers, in microseconds")
                .allMatch(probe -> probe.closing().durationMicros() < DEADLINES.firstTokenMillis() * 1_000);
        for (int at = 1; at < probes.size(); at++) {
            assertThat(probes.get(at).opening().openedAt())
                    .as("one probe at a time")
                    .isAfterOrEqualTo(probes.get(at - 1).closing().closedAt().minusMillis(5));
        }
        assertThat(served.stream()
                        .filter(each ->
                                kind != Kind.BROKEN_STREAMS || each.begun().isAfter(out))
                        .filter(each -> !each.isComplete())
                        .map(each -> each.reply().join().body()))
                .as("answers that were no whole answers")
                .isEmpty();
        List<String> after =
                servedBetween(settled, Instant.MAX).map(Served::target).toList();
        assertThat(after.stream().filter("main/small"::equals).count())
                .as("of %s requests after the return", after.size())
                .isGreaterThanOrEqualTo(after.size() * 9L / 10);
        System.out.printf(
                "%s: %d requests, out after %s, %d probes, %d of %d at the primary after %s%n",
                kind,
                served.size(),
                Duration.between(back.minus(OUTAGE), out),
                probes.size(),
                after.stream().filter("main/small"::equals).count(),
                after.size(),
                RETURN_MAX);
    }

    /** A limit is known with the first answer that names it. */
    private Instant firstLimited() {
        return gateway.journal.closed.stream()
                .filter(entry -> entry.closing().failure() == FailureKind.RATE_LIMITED)
                .map(entry -> entry.closing().closedAt().plusMillis(20))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When it was known that the primary is out: from then on, attempts at it are probes. */
    private Instant outAt() {
        return gateway.changes.stream()
                .filter(change -> change.what().equals("OUT main/small"))
                .map(DataPlaneFixture.Change::at)
                .findFirst()
                .orElseThrow();
    }
}
