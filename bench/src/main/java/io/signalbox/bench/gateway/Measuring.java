package io.signalbox.bench.gateway;

import io.signalbox.bench.WrongResultException;
import io.signalbox.bench.kafka.UsageRecords;
import io.signalbox.bench.load.JavaChild;
import io.signalbox.bench.load.LoadPlan;
import io.signalbox.bench.load.LoadResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Takes one sample after the other, each checked before it counts. */
final class Measuring {
    private static final Path NOWHERE = Path.of("/dev/null");

    private final JavaChild load;
    private final UsageRecords records;
    private final ProcessHandle broker;
    private final Path ids;
    private final int seconds;
    private final RightAnswers right;

    Measuring(
            JavaChild load, UsageRecords records, ProcessHandle broker, Path target, int seconds, RightAnswers right) {
        this.load = load;
        this.records = records;
        this.broker = broker;
        this.ids = target.resolve("answered.ids");
        this.seconds = seconds;
        this.right = right;
    }

    Sample sample(Shape shape, Stop stop) {
        boolean recorded = stop.way().recorded();
        LoadPlan plan = new LoadPlan(
                stop.port(),
                stop.secret(),
                stop.way().dialect(),
                shape.bodyBytes(),
                shape.streamed(),
                shape.connections(),
                TimeUnit.SECONDS.toMillis(seconds),
                right.checksum(stop.way(), shape.streamed()),
                recorded ? ids : NOWHERE);
        ThreadTimes threads = ThreadTimes.of(stop.process());
        Duration before = JavaChild.cpu(stop.process());
        long allocatedBefore = stop.memory().allocated();
        Duration brokerBefore = JavaChild.cpu(broker);
        LoadResult result = plan.runBy(load);
        if (result.wrong() > 0 || result.requests() == 0) {
            throw new WrongResultException(result.wrong() + " of " + result.requests() + " answers by way of "
                    + stop.way().label() + " were wrong (" + shape.title() + "): " + result.firstWrong());
        }
        if (recorded) {
            records.await(result.requests());
        }
        double cpu = perRequest(before, JavaChild.cpu(stop.process()), result);
        double compilers = ThreadTimes.of(stop.process()).since(threads).compilersShare() * cpu;
        double allocated = (double) (stop.memory().allocated() - allocatedBefore) / result.requests();
        double brokerCpu = perRequest(brokerBefore, JavaChild.cpu(broker), result);
        if (recorded) {
            records.check(ids);
        }
        return new Sample(shape, stop.way(), result, cpu, compilers, brokerCpu, allocated);
    }

    private static double perRequest(Duration before, Duration after, LoadResult result) {
        return after.minus(before).toNanos() / 1e3 / result.requests();
    }
}
