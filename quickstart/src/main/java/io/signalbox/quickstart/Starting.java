package io.signalbox.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Starts parts in an order in which each finds what it needs, waits until each answers, and says so. */
final class Starting {
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Postgres postgres;
    private final Kafka kafka;
    private final Programs programs;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    Starting(Home home, Ports ports) {
        this(home, ports, new JavaProgram(home, ClassArchives.read(home)));
    }

    Starting(Home home, Ports ports, JavaProgram java) {
        this.home = home;
        this.ports = ports;
        this.secrets = new Secrets(home);
        this.postgres = new Postgres(home, ports, secrets);
        this.kafka = new Kafka(home, ports, java);
        this.programs = new Programs(home, ports, secrets, java);
    }

    /**
     * Everything, from nothing. The services in one JVM take longest, so they begin first and wait for their databases
     * themselves; {@code configure} runs as soon as those it talks to answer, while the others still start.
     */
    void all(boolean processes, Runnable configure) {
        List<Part> services = Part.running(processes).stream()
                .filter(part -> part.compareTo(Part.SERVICES) >= 0 && part != Part.GATEWAY)
                .toList();
        if (!processes) {
            launch(Part.SERVICES, programs.services());
        }
        launch(Part.KAFKA, kafka.command());
        launch(Part.POSTGRES, postgres.command());
        launch(Part.GATEWAY, programs.gateway());
        launch(Part.SIMULATOR, programs.simulator());
        await(Part.POSTGRES);
        Part.EACH_SERVICE.forEach(this::createDatabase);
        if (processes) {
            services.forEach(part -> launch(part, command(part)));
        }
        await(Part.KAFKA);
        kafka.createTopics();
        await(Part.SIMULATOR);
        await(Part.GATEWAY);
        Part.CONFIGURED.forEach(part -> await(processes ? part : Part.SERVICES, () -> ready(part)));
        configure.run();
        services.forEach(this::await);
    }

    /** One part again, after it was stopped or killed. */
    void one(Part part) {
        launch(part, command(part));
        await(part);
    }

    private List<String> command(Part part) {
        return switch (part) {
            case POSTGRES -> postgres.command();
            case KAFKA -> kafka.command();
            case SIMULATOR -> programs.simulator();
            case SERVICES -> programs.services();
            case GATEWAY -> programs.gateway();
            case PROVIDER, CATALOG, CREDENTIAL, USAGE, VFS -> programs.service(part);
        };
    }

    private void launch(Part part, List<String> command) {
        new PartProcess(home, part).start(command, Map.of());
    }

    private void createDatabase(Part service) {
        new DatabaseCreation(postgres)
                .create(
                        service.label(),
                        programs.databasePassword(service, "owner"),
                        programs.databasePassword(service, "app"),
                        programs.databasePassword(service, "processor"));
    }

    private void await(Part part) {
        await(part, () -> ready(part));
        System.out.printf("  %-10s ready%n", part.label());
    }

    private void await(Part part, BooleanSupplier ready) {
        long began = System.nanoTime();
        while (!ready.getAsBoolean()) {
            if (new PartProcess(home, part).alive().isEmpty()) {
                throw new Complaint(
                        Complaint.Exit.FAILED,
                        part.label() + " ended while starting. Its last words, from " + home.log(part) + ":\n"
                                + lastWords(part));
            }
            if (System.nanoTime() - began > READY_MAX.toNanos()) {
                throw new Complaint(
                        Complaint.Exit.FAILED,
                        part.label() + " did not become ready within " + READY_MAX.toSeconds()
                                + " s. Its last words, from " + home.log(part) + ":\n" + lastWords(part));
            }
            pause();
        }
    }

    /** Whether a part answers. */
    boolean ready(Part part) {
        return switch (part) {
            case POSTGRES -> postgres.ready();
            case KAFKA -> kafka.ready();
            case SIMULATOR -> answers(ports.simulator(), "/health");
            case GATEWAY -> answers(ports.gateway(), "/readyz");
            case SERVICES -> Part.EACH_SERVICE.stream().allMatch(each -> answers(ports.service(each), "/readyz"));
            case PROVIDER, CATALOG, CREDENTIAL, USAGE, VFS -> answers(ports.service(part), "/readyz");
        };
    }

    private boolean answers(int port, String path) {
        BooleanSupplier call = () -> {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(3))
                        .build();
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
        return call.getAsBoolean();
    }

    private String lastWords(Part part) {
        try (var lines = Files.lines(home.log(part))) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 15), all.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
