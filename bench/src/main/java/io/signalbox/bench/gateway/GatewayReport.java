package io.signalbox.bench.gateway;

import io.signalbox.bench.Options;
import io.signalbox.bench.load.LoadResult;
import io.signalbox.bench.report.Machine;
import io.signalbox.bench.report.Median;
import io.signalbox.quickstart.JvmOptions;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians, what each way adds to the direct one, and how far the gateway is from the bare proxy. */
final class GatewayReport {
    private static final double RATIO_MAX = 1.6;
    private static final double TRANSLATED_RATIO_MAX = 3;
    private static final double LATER_MAX = 5_000;

    private final List<Sample> samples;
    private final Options options;
    private final int warmUps;
    private final Followed followed;

    GatewayReport(List<Sample> samples, Options options, int warmUps, Followed followed) {
        this.samples = samples;
        this.options = options;
        this.warmUps = warmUps;
        this.followed = followed;
    }

    String text(Machine machine, Profile profile) {
        StringBuilder text = new StringBuilder("\n" + machine.describe() + "\n\n" + conditions() + "\n");
        for (Shape shape : Shape.all(options)) {
            text.append(table(shape));
        }
        return text.append(profile.text()).append('\n').toString();
    }

    private String conditions() {
        long checked = throughGateway(samples);
        return String.format(
                """
                %d rounds of %d s after %d to warm up, medians. Gateway and proxy: `-XX:+UseSerialGC %s`. Each answer was compared with what the
                upstream said, and each of the %,d requests through the gateway was found once on the usage records' topic and,
                when the services ran again, once in the ledger, succeeded and priced.
                The gateway followed %,d of them (%.1f %%) and told %,d spans to an OTLP receiver, which counted them.
                """,
                options.rounds(),
                options.seconds(),
                warmUps,
                String.join(" ", JvmOptions.GATEWAY),
                checked,
                followed.requests(),
                100.0 * followed.requests() / checked,
                followed.spans());
    }

    static long throughGateway(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.way().recorded())
                .mapToLong(sample -> sample.load().requests())
                .sum();
    }

    private String table(Shape shape) {
        StringBuilder table = new StringBuilder("\n### " + shape.title() + "\n\n"
                + "| way | CPU µs/request | of it compilers | requests/s | p50 µs | p99 µs | added p50 | added p99 | allocated KB/request |"
                + (shape.streamed() ? " first piece added p50 | p99 | pieces late p50 | p99 |" : "") + "\n"
                + "|---|---|---|---|---|---|---|---|---|" + (shape.streamed() ? "---|---|---|---|" : "") + "\n");
        for (Way way : Way.values()) {
            table.append(row(shape, way));
        }
        return table.append('\n')
                .append(ratio(shape, Way.GATEWAY, RATIO_MAX))
                .append(ratio(shape, Way.TRANSLATED, TRANSLATED_RATIO_MAX))
                .append(shape.streamed() ? later(shape) : "")
                .append(String.format("The broker's part: %.0f µs.%n", of(shape, Way.GATEWAY, Sample::brokerCpu)))
                .toString();
    }

    private String ratio(Shape shape, Way way, double max) {
        double ratio = of(shape, way, Sample::cpu) / of(shape, Way.BARE, Sample::cpu);
        return String.format(
                "%s / bare proxy: **%.2f** × CPU per request, target ≤ %.1f: %s.%n",
                way.label(), ratio, max, ratio <= max ? "met" : "missed");
    }

    /** The time of a piece is when it was due after the question, so it holds all that was late before it, too. */
    private String later(Shape shape) {
        double later = loaded(shape, Way.GATEWAY, LoadResult::lateP99) - loaded(shape, Way.DIRECT, LoadResult::lateP99);
        return String.format(
                "Pieces by way of the gateway are **%.1f ms** later than direct ones, p99 against p99, target ≤ %.0f: %s.%n",
                later / 1e3, LATER_MAX / 1e3, later <= LATER_MAX ? "met" : "missed");
    }

    private String row(Shape shape, Way way) {
        String row = String.format(
                "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %.1f |",
                way.label(),
                of(shape, way, Sample::cpu),
                of(shape, way, Sample::compilers),
                of(shape, way, sample -> sample.load().perSecond()),
                loaded(shape, way, LoadResult::p50),
                loaded(shape, way, LoadResult::p99),
                added(shape, way, LoadResult::p50),
                added(shape, way, LoadResult::p99),
                of(shape, way, Sample::allocated) / 1024);
        return shape.streamed()
                ? row
                        + String.format(
                                " %.0f | %.0f | %.0f | %.0f |%n",
                                added(shape, way, LoadResult::firstP50),
                                added(shape, way, LoadResult::firstP99),
                                loaded(shape, way, LoadResult::lateP50),
                                loaded(shape, way, LoadResult::lateP99))
                : row + "\n";
    }

    private double added(Shape shape, Way way, ToDoubleFunction<LoadResult> figure) {
        return loaded(shape, way, figure) - loaded(shape, Way.DIRECT, figure);
    }

    private double loaded(Shape shape, Way way, ToDoubleFunction<LoadResult> figure) {
        return of(shape, way, sample -> figure.applyAsDouble(sample.load()));
    }

    private double of(Shape shape, Way way, ToDoubleFunction<Sample> figure) {
        return Median.of(samples.stream()
                .filter(sample -> sample.shape().equals(shape) && sample.way() == way)
                .map(figure::applyAsDouble)
                .toList());
    }
}
