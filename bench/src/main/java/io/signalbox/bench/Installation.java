package io.signalbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole installation, started by the same script as anybody's, on ports and in a folder of its own, and fresh: what an
 * earlier run left would be measured, too.
 */
public final class Installation implements AutoCloseable {
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='([^']*)'");
    private static final int COMMAND_MINUTES_MAX = 5;

    private final Path checkout;
    private final int port;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> settings;

    private Installation(Path checkout, int port, Map<String, String> settings) {
        this.checkout = checkout;
        this.port = port;
        this.settings = Map.copyOf(settings);
    }

    /** As it comes. */
    public static Installation up(Path checkout, int port) {
        return up(checkout, port, Map.of());
    }

    /** Starts it with these variables set, and ends it with this program at the latest. */
    public static Installation up(Path checkout, int port, Map<String, String> settings) {
        Installation installation = new Installation(checkout, port, settings);
        installation.script("reset", "--yes");
        Runtime.getRuntime().addShutdownHook(new Thread(installation::end));
        installation.script("up", "--detach", "--port", String.valueOf(port));
        Matcher lines = EXPORT.matcher(installation.script("env"));
        while (lines.find()) {
            installation.environment.put(lines.group(1), lines.group(2));
        }
        return installation;
    }

    public Path checkout() {
        return checkout;
    }

    /** Where it keeps everything. */
    public Path home() {
        return checkout.resolve("bench/target/home");
    }

    /** What {@code ./signalbox env} says. */
    public String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalStateException("'./signalbox env' does not name " + name);
        }
        return value;
    }

    public int gatewayPort() {
        return port;
    }

    public String kafka() {
        return "127.0.0.1:" + (port + 19092 - 8080);
    }

    /** JDBC address of one service's database. */
    public String database(String service) {
        return "jdbc:postgresql://127.0.0.1:" + (port + 15432 - 8080) + "/" + service;
    }

    public String secret(String name) {
        return read(home().resolve("secrets").resolve(name)).strip();
    }

    /** The process of a part. */
    public ProcessHandle process(String part) {
        long id = Long.parseLong(read(home().resolve("run").resolve(part + ".pid"))
                .lines()
                .findFirst()
                .orElseThrow());
        return ProcessHandle.of(id).orElseThrow();
    }

    /** Ends a part that is not measured, so that it takes nothing from those that are. */
    public void stop(String... parts) {
        for (String part : parts) {
            script("stop", part);
        }
    }

    /** Starts what was stopped. */
    public void start(String... parts) {
        for (String part : parts) {
            script("start", part);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String script(String... words) {
        List<String> command = new ArrayList<>(List.of("./signalbox"));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("SIGNALBOX_HOME", home().toString());
        builder.environment().put("SIGNALBOX_SKIP_BUILD", "yes");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Path said = Files.createTempFile("bench", ".txt");
            Process process = builder.redirectOutput(said.toFile()).start();
            if (!process.waitFor(COMMAND_MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end");
            }
            String text = Files.readString(said);
            Files.delete(said);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(command + " ended with " + process.exitValue() + ":\n" + text);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** May come twice, and when nothing runs any more. */
    private void end() {
        try {
            script("down");
        } catch (IllegalStateException notRunning) {
            // Then it has ended already.
        }
    }

    @Override
    public void close() {
        end();
    }
}
