package io.signalbox.quickstart;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * The broker's JVM: formats its data folder the first time, then is Kafka. In one JVM, because what formats loads most of
 * what the broker needs.
 */
public final class KafkaProgram {
    /** Fixed for ever: the data folder is formatted with it. */
    private static final String CLUSTER = "c2lnbmFsYm94LXF1aWNrc3Q";

    private KafkaProgram() {}

    /** Arguments are the file with the broker's settings and the folder with its data. */
    public static void main(String[] arguments) {
        String settings = arguments[0];
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            int exit = StorageTool.execute(
                    new String[] {"format", "-t", CLUSTER, "-c", settings, "--ignore-formatted"},
                    new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            if (exit != 0) {
                System.exit(exit);
            }
        }
        Kafka.main(new String[] {settings});
    }
}
