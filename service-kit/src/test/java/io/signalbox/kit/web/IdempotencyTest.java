package io.signalbox.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.kit.security.ServiceIdentity;
import io.signalbox.kit.web.SampleService.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdempotencyTest {
    private static final String THING = "{\"name\":\"a\",\"size\":1}";

    private SampleService service;
    private String developer;

    @Configuration(proxyBeanMethods = false)
    static class Database {
        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.builder().start();
        }

        @Bean
        JdbcClient jdbc(EmbeddedPostgres postgres) {
            DataSource superuser = postgres.getPostgresDatabase();
            JdbcClient jdbc = JdbcClient.create(superuser);
            jdbc.sql("""
                            create table idempotency_key (tenant text not null, subject text not null, key text not null,
                                request_hash text not null, status integer, location text, body bytea,
                                created_at timestamptz not null default now(), primary key (tenant, subject, key))""").update();
            return jdbc;
        }
    }

    @BeforeAll
    void start(@TempDir Path identity) throws IOException {
        service = new SampleService(identity, Database.class);
        developer = service.user("developer");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void a_repeated_call_is_answered_as_the_first_and_changes_nothing() {
        String key = UUID.randomUUID().toString();
        Answer first = post("/api/counted", THING, key);
        int counted = counted();
        Answer second = post("/api/counted", THING, key);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body()).contains("count");
        assertThat(second.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));
        assertThat(second.headers().firstValue("idempotency-replayed")).hasValue("true");
        assertThat(counted()).isEqualTo(counted);
    }

    @Test
    void calls_without_a_key_are_all_carried_out() {
        int before = counted();
        post("/api/counted", THING, null);
        post("/api/counted", THING, null);
        assertThat(counted()).isEqualTo(before + 2);
    }

    @Test
    void a_key_is_for_one_request_of_one_caller() {
        String key = UUID.randomUUID().toString();
        assertThat(post("/api/counted", THING, key).status()).isEqualTo(201);
        Answer other = post("/api/counted", "{\"name\":\"b\",\"size\":1}", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("idempotency_key_reused");
        int before = counted();
        Answer service = this.service.send(
                this.service.port(),
                "POST",
                "/api/counted",
                THING,
                this.service.bean(ServiceIdentity.class).token(),
                headers(key));
        assertThat(service.status()).isEqualTo(201);
        assertThat(counted()).isEqualTo(before + 1);
    }

    @Test
    void a_refused_call_may_be_corrected_under_the_same_key() {
        String key = UUID.randomUUID().toString();
        assertThat(post("/api/counted", "{\"name\":\"a\",\"size\":-1}", key).status())
                .isEqualTo(409);
        assertThat(post("/api/counted", THING, key).status()).isEqualTo(201);
    }

    @Test
    void an_answer_that_shows_a_secret_is_not_stored() {
        String key = UUID.randomUUID().toString();
        assertThat(post("/api/secret", "{}", key).body()).isEqualTo("shown once");
        Answer second = post("/api/secret", "{}", key);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains("/api/secret/").doesNotContain("shown once");
    }

    @Test
    void a_key_nobody_could_mean_is_refused() {
        assertThat(post("/api/counted", THING, "with space").body()).contains("idempotency_key_invalid");
    }

    @Test
    void a_caller_who_hung_up_and_asks_again_finds_the_call_carried_out_once() throws Exception {
        String key = UUID.randomUUID().toString();
        int before = counted();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            hangUp(key);
            var busy = CompletableFuture.supplyAsync(() -> until(409, key), executor);
            assertThat(busy.join().body()).contains("idempotency_key_busy");
        }
        service.bean(SampleService.ThingController.class).slowMayEnd.countDown();
        assertThat(until(200, key).headers().firstValue("idempotency-replayed")).hasValue("true");
        assertThat(counted()).isEqualTo(before + 1);
    }

    /** Sends the call by hand, waits until it has claimed its key, and closes the connection. */
    private void hangUp(String key) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            String head = "POST /api/slow HTTP/1.1\r\nHost: sample\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 2\r\nAuthorization: Bearer " + developer + "\r\nIdempotency-Key: " + key
                    + "\r\n\r\n{}";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (claims(key) == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(claims(key)).isEqualTo(1);
        }
    }

    private int claims(String key) {
        return service.bean(JdbcClient.class)
                .sql("select count(*) from idempotency_key where key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }

    private Answer until(int status, String key) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Answer answer = post("/api/slow", "{}", key);
        while (answer.status() != status && System.nanoTime() < end) {
            answer = post("/api/slow", "{}", key);
        }
        return answer;
    }

    private int counted() {
        return service.bean(SampleService.ThingController.class).counted.get();
    }

    private Answer post(String path, String body, @Nullable String key) {
        return key == null
                ? service.send(service.port(), "POST", path, body, developer)
                : service.send(service.port(), "POST", path, body, developer, headers(key));
    }

    private static String[] headers(String key) {
        return new String[] {"content-type", "application/json", "idempotency-key", key};
    }
}
