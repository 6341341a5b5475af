package io.signalbox.bench.gateway;

import io.signalbox.bench.Installation;
import io.signalbox.bench.Options;
import io.signalbox.bench.WrongResultException;
import io.signalbox.bench.load.Answers;
import io.signalbox.bench.load.Dialect;
import io.signalbox.bench.load.JavaChild;
import io.signalbox.bench.load.LoadPlan;
import io.signalbox.bench.load.LoadProgram;
import io.signalbox.bench.load.LoadResult;
import io.signalbox.bench.load.UpstreamProgram;
import io.signalbox.bench.report.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whole answers and streams through the gateway for many minutes, all services running: what it keeps must not grow. After
 * each interval it is asked what is left on its heap when all that can go is gone.
 */
public final class SoakBench {
    private static final int INTERVAL_SECONDS = 30;
    private static final int BODY_BYTES = 1024;
    private static final int ASKING = 4;
    private static final int STREAMS = 64;
    private static final double GROWTH_MAX = 0.05;
    private static final String UPSTREAM_KEY = "sk-bench-upstream-0123456789abcdef";
    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Path checkout;
    private final Options options;

    public SoakBench(Path checkout, Options options) {
        this.checkout = checkout;
        this.options = options;
    }

    /** What one interval left. Bytes. */
    private record Left(long requests, long heap, long buffers, long resident) {}

    /** What was measured, as a section of {@code RESULTS.md}. */
    public String measure() {
        Machine machine = new Machine();
        try (Installation installation = Installation.up(checkout, options.port());
                JavaChild upstream = JavaChild.start(SMALL_JVM, UpstreamProgram.class, UPSTREAM_KEY);
                JavaChild answers = JavaChild.start(SMALL_JVM, LoadProgram.class);
                JavaChild streams = JavaChild.start(SMALL_JVM, LoadProgram.class)) {
            String key = new GatewaySetup(installation).accessKey(Integer.parseInt(upstream.hear()), UPSTREAM_KEY);
            ProcessHandle gateway = installation.process("gateway");
            List<Left> all = new ArrayList<>();
            try (JvmMemory memory = JvmMemory.of(gateway)) {
                int intervals = (int) (TimeUnit.MINUTES.toSeconds(options.minutes()) / INTERVAL_SECONDS);
                // The first one fills caches and pools, and does not count.
                for (int interval = 0; interval <= intervals; interval++) {
                    CompletableFuture<LoadResult> streamed =
                            CompletableFuture.supplyAsync(() -> run(streams, installation, key, true));
                    long requests = run(answers, installation, key, false).requests()
                            + streamed.join().requests();
                    Left left = new Left(requests, memory.live(), memory.buffers(), resident(gateway));
                    System.err.println("interval " + interval + ": " + left);
                    if (interval > 0) {
                        all.add(left);
                    }
                }
            }
            return text(machine, all);
        }
    }

    private static LoadResult run(JavaChild load, Installation installation, String key, boolean streamed) {
        LoadResult result = new LoadPlan(
                        installation.gatewayPort(),
                        key,
                        Dialect.OPENAI,
                        BODY_BYTES,
                        streamed,
                        streamed ? STREAMS : ASKING,
                        TimeUnit.SECONDS.toMillis(INTERVAL_SECONDS),
                        Answers.checksum(streamed),
                        Path.of("/dev/null"))
                .runBy(load);
        if (result.wrong() > 0 || result.requests() == 0) {
            throw new WrongResultException(
                    result.wrong() + " of " + result.requests() + " answers were wrong: " + result.firstWrong());
        }
        return result;
    }

    private String text(Machine machine, List<Left> all) {
        int third = Math.max(1, all.size() / 3);
        double before = mean(all.subList(0, third));
        double after = mean(all.subList(all.size() - third, all.size()));
        double growth = after / before - 1;
        StringBuilder text = new StringBuilder("\n" + machine.describe() + "\n\n");
        text.append(String.format(
                "%d min after half a minute to fill caches; %d connections with whole answers and %d streams at once, all services%n"
                        + "running, %,d requests, each answer compared with what the upstream said.%n%n",
                options.minutes(),
                ASKING,
                STREAMS,
                all.stream().mapToLong(Left::requests).sum()));
        text.append("| minute | live heap MB | direct buffers MB | resident MB |\n|---|---|---|---|\n");
        for (int interval = 1; interval < all.size(); interval += 2) {
            Left left = all.get(interval);
            text.append(String.format(
                    "| %d | %.1f | %.1f | %.0f |%n",
                    (interval + 1) / 2, mega(left.heap()), mega(left.buffers()), mega(left.resident())));
        }
        return text.append(String.format(
                        "%nLive heap, last third against first: **%+.1f %%**, target ≤ %.0f: %s.%n",
                        100 * growth, 100 * GROWTH_MAX, growth <= GROWTH_MAX ? "met" : "missed"))
                .toString();
    }

    private static double mean(List<Left> some) {
        return some.stream().mapToLong(Left::heap).average().orElseThrow();
    }

    private static double mega(long bytes) {
        return bytes / 1048576.0;
    }

    /** Zero where there is no {@code /proc}. */
    private static long resident(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException elsewhere) {
            if (Files.exists(Path.of("/proc/self"))) {
                throw new UncheckedIOException(elsewhere);
            }
            return 0;
        }
    }
}
