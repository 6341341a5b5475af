package io.signalbox.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The usage service as it runs: its own database, the broker, its HTTP port. */
public final class RunningUsage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A reply, its body read when it is JSON. */
    public record Reply(int status, String contentType, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final TestDatabase database;

    /** {@code settings} are further ones, {@code name=value}. */
    public RunningUsage(TestDatabase database, String... settings) {
        this.database = database;
        Stream<String> usual = Stream.of(EmbeddedServices.properties(), database.properties())
                .flatMap(properties -> properties.entrySet().stream())
                .map(property -> property.getKey() + "=" + property.getValue());
        this.context = UsageServiceApplication.builder()
                .run(Stream.concat(usual, Stream.of(settings))
                        .map(setting -> "--" + setting)
                        .toArray(String[]::new));
    }

    /** As an administrator of that tenant; {@code headers} are names and values in turn. */
    public Reply get(String tenant, String path, String... headers) {
        return getWith(EmbeddedServices.identity().administrator(tenant), path, headers);
    }

    public Reply getWith(@Nullable String token, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whatever is in the database, whoever's it is. */
    public JdbcClient everything() {
        DriverManagerDataSource superuser = new DriverManagerDataSource(database.url(), "postgres", "postgres");
        return JdbcClient.create(superuser);
    }

    private int port() {
        return ((ReactiveWebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
