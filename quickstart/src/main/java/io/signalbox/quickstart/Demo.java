package io.signalbox.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes the demo tenant with two configurations on the simulated provider, prices, a route over both, and an access key:
 * through the public API only, so that what it does anybody can do. Made once; a second {@code up} finds it.
 */
final class Demo {
    private static final String MODEL = "sim-small";
    private static final String ROUTE = """
            {"name":"demo","root":{"strategy":"priority","children":[
              {"strategy":"target","configuration":"sim-openai","model":"sim-small"},
              {"strategy":"target","configuration":"sim-anthropic","model":"sim-small"}]}}""";
    private static final List<String> USABLE = List.of("demo", "sim-openai/" + MODEL, "sim-anthropic/" + MODEL);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration USABLE_MAX = Duration.ofSeconds(30);

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;

    Demo(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
        this.secrets = new Secrets(home);
    }

    void prepare() {
        if (Files.exists(accessKeyFile())) {
            return;
        }
        ManagementApi platform = new ManagementApi(gateway(), read(home.secret("administrator-token")));
        platform.create("/api/tenants", "{\"id\":\"demo\",\"name\":\"Demo\"}");
        JsonNode token = platform.create(
                "/api/tokens",
                "{\"tenant\":\"demo\",\"user\":\"demo-administrator\",\"roles\":[\"administrator\"],\"lifetimeSeconds\":2592000}");
        Secrets.write(tenantTokenFile(), token.path("token").asText());
        ManagementApi demo = platform.as(token.path("token").asText());
        String key = make(demo);
        awaitUsable(key);
        Secrets.write(accessKeyFile(), key);
    }

    /** What does not need each other is made at the same time: each call waits until what it made can be read. */
    private String make(ManagementApi demo) {
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonNode> key = calls.submit(() -> demo.create("/api/access-keys", "{\"name\":\"demo\"}"));
            Future<?> prices = calls.submit(() -> onceKnown(() -> demo.create("/api/prices/import", prices())));
            List<Future<?>> configurations = List.of(
                    calls.submit(() -> configuration(
                            demo, "sim-openai", "openai", "/openai/v1", secrets.text("simulator-openai-key"))),
                    calls.submit(() -> configuration(
                            demo,
                            "sim-anthropic",
                            "anthropic",
                            "/anthropic",
                            secrets.text("simulator-anthropic-key"))));
            for (Future<?> each : configurations) {
                each.get();
            }
            onceKnown(() -> demo.create("/api/routes", ROUTE));
            prices.get();
            return key.get().path("key").asText();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Complaint complaint ? complaint : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Complaint.Exit.FAILED, "Interrupted while the demo was set up.", e);
        }
    }

    /** The catalogue refuses to name what it has not heard of, and news of it may still be on its way there. */
    private static void onceKnown(Runnable call) {
        long began = System.nanoTime();
        while (true) {
            try {
                call.run();
                return;
            } catch (Complaint refused) {
                if (System.nanoTime() - began > USABLE_MAX.toNanos()) {
                    throw refused;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Complaint(Complaint.Exit.FAILED, "Interrupted while the demo was set up.", e);
        }
    }

    /** One answer from the demo route. */
    void complete(boolean stream) {
        new ManagementApi(gateway(), read(accessKeyFile()))
                .post(
                        "/v1/chat/completions",
                        "{\"model\":\"demo\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}"
                                .formatted(stream));
    }

    String gateway() {
        return "http://127.0.0.1:" + ports.gateway();
    }

    /** Shell lines that point any OpenAI client at the demo. */
    String environment() {
        return """
                export SIGNALBOX_URL='%1$s'
                export SIGNALBOX_API_KEY='%2$s'
                export SIGNALBOX_TOKEN='%3$s'
                export SIGNALBOX_ADMINISTRATOR_TOKEN='%4$s'
                export SIGNALBOX_SIMULATOR_URL='http://127.0.0.1:%5$d'
                export SIGNALBOX_SIMULATOR_ADMIN_TOKEN='%6$s'
                export OPENAI_BASE_URL='%1$s/v1'
                export OPENAI_API_KEY='%2$s'
                """.formatted(
                        gateway(),
                        read(accessKeyFile()),
                        read(tenantTokenFile()),
                        read(home.secret("administrator-token")),
                        ports.simulator(),
                        secrets.text("simulator-admin-token"));
    }

    private void configuration(ManagementApi demo, String name, String provider, String path, String key) {
        demo.create(
                "/api/configurations",
                "{\"name\":\"%s\",\"provider\":\"%s\",\"baseUrl\":\"http://127.0.0.1:%d%s\",\"apiKey\":\"%s\"}"
                        .formatted(name, provider, ports.simulator(), path, key));
    }

    /** Prices of the demo model at both providers, in one import. */
    private static String prices() {
        return """
                {"entries":[%s,%s,%s,%s,%s,%s]}""".formatted(
                        price("openai", "input_tokens", "0.000000150"),
                        price("openai", "cached_input_tokens", "0.000000075"),
                        price("openai", "output_tokens", "0.000000600"),
                        price("anthropic", "input_tokens", "0.000000250"),
                        price("anthropic", "cached_input_tokens", "0.000000025"),
                        price("anthropic", "output_tokens", "0.000001250"));
    }

    private static String price(String provider, String meter, String amount) {
        return "{\"provider\":\"%s\",\"model\":\"%s\",\"meter\":\"%s\",\"perUnit\":{\"amount\":\"%s\",\"currency\":\"USD\"}}"
                .formatted(provider, MODEL, meter, amount);
    }

    /** A route is listed as soon as it is known, a target only when it can be used: its configuration, model and key are. */
    private void awaitUsable(String key) {
        ManagementApi application = new ManagementApi(gateway(), key);
        long began = System.nanoTime();
        while (!USABLE.stream().allMatch(model -> application.works("/v1/models/" + model))) {
            if (System.nanoTime() - began > USABLE_MAX.toNanos()) {
                throw new Complaint(
                        Complaint.Exit.FAILED,
                        "The demo route did not reach the gateway within " + USABLE_MAX.toSeconds() + " s; see "
                                + home.log(Part.GATEWAY));
            }
            pause();
        }
    }

    private Path accessKeyFile() {
        return home.secret("demo-access-key");
    }

    private Path tenantTokenFile() {
        return home.secret("demo-tenant-token");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("run './signalbox up' first", e);
        }
    }
}
