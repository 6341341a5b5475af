package io.signalbox.testkit.embedded;

import java.io.IOException;
import kafka.Kafka;

/** Runs a broker that ends with the test JVM that started it, however that one ends. */
public final class BrokerProgram {
    private BrokerProgram() {}

    /** {@code properties-file}; ends when standard input does. */
    public static void main(String[] arguments) {
        Thread watch = new Thread(BrokerProgram::endWithParent, "end-with-parent");
        watch.setDaemon(true);
        watch.start();
        Kafka.main(arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent says nothing; only its end matters.
            }
        } catch (IOException e) {
            // As good as an end.
        }
        Runtime.getRuntime().halt(0);
    }
}
