package io.signalbox.bench;

import io.signalbox.bench.gateway.GatewayBench;
import io.signalbox.bench.gateway.SoakBench;
import io.signalbox.bench.ledger.LedgerBench;
import io.signalbox.bench.outbox.OutboxBench;
import io.signalbox.bench.report.Results;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code ./signalbox bench} calls. A missed target is a result, not a failure; a wrong answer is one. */
public final class Bench {
    private Bench() {}

    /** The first argument is the checkout, the rest is as typed. */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        Path checkout = Path.of(words.removeFirst()).toAbsolutePath().normalize();
        try {
            String name = words.isEmpty() ? "" : words.removeFirst();
            Options options = Options.of(words);
            String section = measured(name, checkout, options);
            System.out.println(section);
            new Results(checkout).keep(name, section, options.record());
            System.exit(0);
        } catch (BadUsageException refused) {
            System.err.println("signalbox: " + refused.getMessage() + " See ./signalbox --help.");
            System.exit(2);
        } catch (WrongResultException wrong) {
            System.err.println("signalbox: " + wrong.getMessage());
            System.exit(1);
        }
    }

    private static String measured(String name, Path checkout, Options options) {
        return switch (name) {
            case "gateway" -> new GatewayBench(checkout, options).measure();
            case "soak" -> new SoakBench(checkout, options).measure();
            case "ledger" -> new LedgerBench(checkout, options).measure();
            case "outbox" -> new OutboxBench(checkout, options).measure();
            default ->
                throw new BadUsageException("There is no benchmark '" + name + "': gateway, soak, ledger, outbox.");
        };
    }
}
