package io.signalbox.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;

/** A whole installation, started by the same script as anybody's, on ports and a folder of its own. One runs at a time. */
final class Installation {
    /** Tests of {@link #ofProcesses()} are ordered behind all others, so that each installation is started once. */
    static final int PROCESSES = Order.DEFAULT;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration COMMAND_MAX = Duration.ofMinutes(5);
    private static final Duration CALL_MAX = Duration.ofSeconds(30);
    private static final Set<String> STARTING = Set.of("up", "start");
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='([^']*)'");
    private static @Nullable Installation running;

    private final String home;
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Upstreams upstreams;

    private Installation(String home) {
        this.home = home;
    }

    /** The one most tests share: as {@code ./signalbox up} starts it. */
    static synchronized Installation get() {
        return one("home", "9480", List.of());
    }

    /**
     * Every service in a process of its own, so that each can be killed alone. The shared one is ended first.
     * {@code -De2e.processes.port=} where 9880 and what follows it is taken.
     */
    static synchronized Installation ofProcesses() {
        return one("home-processes", System.getProperty("e2e.processes.port", "9880"), List.of("--processes"));
    }

    private static Installation one(String home, String port, List<String> flags) {
        Installation known = running;
        if (known != null && known.home.equals(home)) {
            return known;
        }
        if (known != null) {
            known.script("down");
        }
        Installation started = new Installation(home);
        started.script("reset", "--yes");
        started.script(Stream.concat(Stream.of("up", "--detach", "--port", port), flags.stream())
                .toArray(String[]::new));
        Runtime.getRuntime().addShutdownHook(new Thread(started::endQuietly));
        Matcher lines = EXPORT.matcher(started.script("env"));
        while (lines.find()) {
            started.environment.put(lines.group(1), lines.group(2));
        }
        running = started;
        return started;
    }

    /** What is thrown away afterwards need not be left in order. */
    private void endQuietly() {
        try (Stream<Path> parts = Files.list(home("run"))) {
            parts.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".pid"))
                    .map(file -> file.replace(".pid", ""))
                    .toList()
                    .forEach(this::kill);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}, at once: a program that did it would first have to start. */
    void kill(String part) {
        Path file = home("run").resolve(part + ".pid");
        try {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                    .ifPresent(running -> Stream.concat(Stream.of(running), running.descendants())
                            .toList()
                            .forEach(Installation::destroy));
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void destroy(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private Path home(String folder) {
        return Path.of("target", home, folder).toAbsolutePath();
    }

    /** Runs {@code ./signalbox}; fails with what it said unless it exits with zero. */
    String script(String... words) {
        // What lives for minutes is not worth the better compiler's time.
        Map<String, String> variables =
                STARTING.contains(words[0]) ? with(Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")) : environment;
        return shell(Stream.concat(Stream.of("./signalbox"), Stream.of(words)).toList(), variables);
    }

    /** Runs a command in the checkout, with what {@code ./signalbox env} says; fails unless it exits with zero. */
    String shell(List<String> command) {
        return shell(command, environment);
    }

    private String shell(List<String> command, Map<String, String> variables) {
        Said said = run(command, variables);
        if (said.exit() != 0) {
            throw new AssertionError(command + " ended with " + said.exit() + ":\n" + said.words());
        }
        return said.words();
    }

    /** What {@code ./signalbox env} says, and more. */
    Map<String, String> with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return all;
    }

    /** How a command ended, and what it said on both its streams. */
    record Said(int exit, String words) {}

    /** Runs a command in the checkout against this installation. */
    Said run(List<String> command, Map<String, String> variables) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(checkout().toFile()).redirectErrorStream(true);
        builder.environment()
                .put("SIGNALBOX_HOME", Path.of("target", home).toAbsolutePath().toString());
        builder.environment().put("SIGNALBOX_SKIP_BUILD", "yes");
        builder.environment().put("SIGNALBOX_SKIP_TRAINING", "yes");
        builder.environment().putAll(variables);
        try {
            File said = File.createTempFile("said", ".txt");
            Process process = builder.redirectOutput(said).start();
            if (!process.waitFor(COMMAND_MAX.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            return new Said(process.exitValue(), Files.readString(said.toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What SDKs are tried against; made at the first wish. */
    synchronized Upstreams upstreams() {
        Upstreams made = upstreams == null ? Upstreams.of(this) : upstreams;
        upstreams = made;
        return made;
    }

    static Path checkout() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    String value(String name) {
        return Optional.ofNullable(environment.get(name)).orElseThrow();
    }

    /** Where its broker listens, as the broker itself was told. */
    String kafka() {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("target", home, "config", "kafka.properties"))) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.getProperty("advertised.listeners").replace("PLAINTEXT://", "");
    }

    HttpResponse<String> complete(String key, String body) {
        return send("POST", value("SIGNALBOX_URL") + "/v1/chat/completions", key, body);
    }

    /** A completion with the demo key. */
    HttpResponse<String> complete(String model, String prompt, boolean stream) {
        return complete(
                value("SIGNALBOX_API_KEY"),
                "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(model, stream, prompt));
    }

    /** What an application with the demo key is offered, as the API lists it. */
    String models() {
        return send("GET", value("SIGNALBOX_URL") + "/v1/models", value("SIGNALBOX_API_KEY"), null)
                .body();
    }

    HttpResponse<String> manage(String method, String path, @Nullable String body) {
        return send(method, value("SIGNALBOX_URL") + path, value("SIGNALBOX_TOKEN"), body);
    }

    HttpResponse<String> simulator(String method, String path, @Nullable String body) {
        return send(method, value("SIGNALBOX_SIMULATOR_URL") + path, value("SIGNALBOX_SIMULATOR_ADMIN_TOKEN"), body);
    }

    /** What the ledger knows of a request once it knows {@code attempts} of it. */
    JsonNode explained(String requestId, int attempts) {
        return eventually("the request " + requestId + " in the ledger", () -> {
            HttpResponse<String> answer = manage("GET", "/api/requests/" + requestId, null);
            return Optional.of(answer)
                    .filter(found -> found.statusCode() == 200)
                    .map(HttpResponse::body)
                    .map(Installation::json)
                    .filter(request -> request.path("attempts").size() >= attempts);
        });
    }

    static <T> T eventually(String what, Supplier<Optional<T>> look) {
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("did not come: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static String requestId(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-request-id").orElseThrow();
    }

    private HttpResponse<String> send(String method, String url, String token, @Nullable String body) {
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(CALL_MAX)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
