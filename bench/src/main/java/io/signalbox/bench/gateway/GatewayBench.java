package io.signalbox.bench.gateway;

import io.signalbox.bench.Installation;
import io.signalbox.bench.Options;
import io.signalbox.bench.kafka.UsageRecords;
import io.signalbox.bench.load.BareProxyProgram;
import io.signalbox.bench.load.JavaChild;
import io.signalbox.bench.load.LoadProgram;
import io.signalbox.bench.load.TraceSinkProgram;
import io.signalbox.bench.load.UpstreamProgram;
import io.signalbox.bench.report.Machine;
import io.signalbox.quickstart.JvmOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The same load on four ways to the same upstream: none between, a bare proxy, the gateway, and the gateway for callers of
 * another dialect. Rounds are interleaved, so that what else happens on the machine happens to all of them.
 */
public final class GatewayBench {
    /** Until the compilers take less than this of either proxy's time, what is measured is they. */
    private static final double COMPILERS_SHARE_MAX = 0.02;

    private static final int WARM_UP_ROUNDS_MIN = 2;
    private static final int WARM_UP_ROUNDS_MAX = 24;

    private static final String UPSTREAM_KEY = "sk-bench-upstream-0123456789abcdef";
    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Path checkout;
    private final Options options;

    public GatewayBench(Path checkout, Options options) {
        this.checkout = checkout;
        this.options = options;
    }

    /** What was measured, as a section of {@code RESULTS.md}. */
    public String measure() {
        Machine machine = new Machine();
        try (JavaChild sink = JavaChild.start(SMALL_JVM, TraceSinkProgram.class);
                Installation installation = Installation.up(
                        checkout,
                        options.port(),
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + sink.hear()));
                JavaChild upstream = JavaChild.start(SMALL_JVM, UpstreamProgram.class, UPSTREAM_KEY);
                JavaChild load = JavaChild.start(SMALL_JVM, LoadProgram.class)) {
            String upstreamPort = upstream.hear();
            try (JavaChild bare = JavaChild.start(proxyOptions(installation), BareProxyProgram.class, upstreamPort)) {
                int port = Integer.parseInt(upstreamPort);
                String key = new GatewaySetup(installation).accessKey(port, UPSTREAM_KEY);
                RightAnswers right = new RightAnswers(installation.gatewayPort(), key);
                // What they would do with the records is not the gateway's work, and there are few processors to share.
                installation.stop("services", "simulator");
                ProcessHandle gateway = installation.process("gateway");
                try (JvmMemory upstreamMemory = JvmMemory.of(upstream.handle());
                        JvmMemory bareMemory = JvmMemory.of(bare.handle());
                        JvmMemory gatewayMemory = JvmMemory.of(gateway)) {
                    List<Stop> stops = List.of(
                            new Stop(Way.DIRECT, port, UPSTREAM_KEY, upstream.handle(), upstreamMemory),
                            new Stop(Way.BARE, Integer.parseInt(bare.hear()), UPSTREAM_KEY, bare.handle(), bareMemory),
                            new Stop(Way.GATEWAY, installation.gatewayPort(), key, gateway, gatewayMemory),
                            new Stop(Way.TRANSLATED, installation.gatewayPort(), key, gateway, gatewayMemory));
                    return measure(installation, new Programs(load, sink, right), stops, machine);
                }
            }
        }
    }

    /** The proxy gets what the gateway gets, heap and all. */
    private static List<String> proxyOptions(Installation installation) {
        List<String> all = new ArrayList<>(JvmOptions.common());
        all.addAll(JvmOptions.growing(installation.home().resolve("archives/bare.jsa")));
        all.addAll(JvmOptions.GATEWAY);
        return all;
    }

    /** The programs that ask, and that are told; and what the former have to hear. */
    private record Programs(JavaChild load, JavaChild sink, RightAnswers right) {}

    private String measure(Installation installation, Programs programs, List<Stop> stops, Machine machine) {
        try (UsageRecords records = new UsageRecords(installation.kafka())) {
            Measuring measuring = new Measuring(
                    programs.load(),
                    records,
                    installation.process("kafka"),
                    checkout.resolve("bench/target"),
                    options.seconds(),
                    programs.right());
            int warmUps = warmUp(measuring, stops);
            Followed before = Followed.by(programs.sink());
            List<Sample> samples = new ArrayList<>();
            List<Stop> order = new ArrayList<>(stops);
            for (int round = 1; round <= options.rounds(); round++) {
                for (Shape shape : Shape.all(options)) {
                    for (Stop stop : order) {
                        Sample sample = measuring.sample(shape, stop);
                        System.err.println("round " + round + ": " + sample.line());
                        samples.add(sample);
                    }
                    Collections.rotate(order, 1);
                }
            }
            Followed followed =
                    Followed.by(programs.sink()).since(before).checked(GatewayReport.throughGateway(samples));
            Profile profile = Profile.of(
                    passing(stops).process(),
                    checkout.resolve("bench/target/gateway.jfr"),
                    () -> measuring.sample(Shape.profiled(options), passing(stops)));
            System.err.println("holding the ledger against what was answered");
            installation.start("services");
            new LedgerAudit(installation).check(records.found());
            return new GatewayReport(samples, options, warmUps, followed).text(machine, profile);
        }
    }

    private static Stop passing(List<Stop> stops) {
        return stops.stream()
                .filter(stop -> stop.way() == Way.GATEWAY)
                .findFirst()
                .orElseThrow();
    }

    /** Whole answers and streams through both proxies, until both are compiled; says how many rounds it took. */
    private int warmUp(Measuring measuring, List<Stop> stops) {
        List<Stop> compiled =
                stops.stream().filter(stop -> stop.way() != Way.DIRECT).toList();
        for (int round = 1; round <= WARM_UP_ROUNDS_MAX; round++) {
            double compilers = 0;
            for (Stop stop : compiled) {
                ThreadTimes before = ThreadTimes.of(stop.process());
                Shape.warming(options).forEach(shape -> measuring.sample(shape, stop));
                compilers = Math.max(
                        compilers, ThreadTimes.of(stop.process()).since(before).compilersShare());
            }
            System.err.printf("warming up: the compilers take up to %.0f %% of a proxy's time%n", 100 * compilers);
            if (round >= WARM_UP_ROUNDS_MIN && compilers < COMPILERS_SHARE_MAX) {
                return round;
            }
        }
        return WARM_UP_ROUNDS_MAX;
    }
}
