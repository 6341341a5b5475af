package io.signalbox.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes the demo tenant with two configurations on the simulated provider, prices, a route over both, and an access key:
 * through the public API only, so that what it does anybody can do. Made once; a second {@code up} finds it.
 */
final class Demo {
    private static final String MODEL = "sim-small";
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
        configuration(demo, "sim-openai", "openai", "/openai/v1", secrets.text("simulator-openai-key"));
        configuration(demo, "sim-anthropic", "anthropic", "/anthropic", secrets.text("simulator-anthropic-key"));
        price(demo, "openai", List.of("0.000000150", "0.000000075", "0.000000600"));
        price(demo, "anthropic", List.of("0.000000250", "0.000000025", "0.000001250"));
        demo.create("/api/routes", """
                {"name":"demo","root":{"strategy":"priority","children":[
                  {"strategy":"target","configuration":"sim-openai","model":"sim-small"},
                  {"strategy":"target","configuration":"sim-anthropic","model":"sim-small"}]}}""");
        String key = demo.create("/api/access-keys", "{\"name\":\"demo\"}")
                .path("key")
                .asText();
        awaitUsable(key);
        Secrets.write(accessKeyFile(), key);
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

    /** Prices of the demo model: input, cached input, output. */
    private static void price(ManagementApi demo, String provider, List<String> amounts) {
        perUnit(demo, provider, "input_tokens", amounts.get(0));
        perUnit(demo, provider, "cached_input_tokens", amounts.get(1));
        perUnit(demo, provider, "output_tokens", amounts.get(2));
    }

    private static void perUnit(ManagementApi demo, String provider, String meter, String amount) {
        demo.create(
                "/api/prices",
                "{\"provider\":\"%s\",\"model\":\"%s\",\"meter\":\"%s\",\"perUnit\":{\"amount\":\"%s\",\"currency\":\"USD\"}}"
                        .formatted(provider, MODEL, meter, amount));
    }

    /** The key, the route and both targets have reached the gateway when the route is listed. */
    private void awaitUsable(String key) {
        ManagementApi application = new ManagementApi(gateway(), key);
        long began = System.nanoTime();
        while (!application.works("/v1/models/demo")) {
            if (System.nanoTime() - began > USABLE_MAX.toNanos()) {
                throw new Complaint(
                        Complaint.Exit.FAILED,
                        "The demo route did not reach the gateway within " + USABLE_MAX.toSeconds() + " s; see "
                                + home.log(Part.GATEWAY));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
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
