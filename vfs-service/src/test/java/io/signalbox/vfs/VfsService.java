package io.signalbox.vfs;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.MutableClock;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestDatabase;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import io.signalbox.testkit.embedded.TestService;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** One service for all tests of this JVM, whose clock stands until a test moves it. Each test opens its own sessions. */
public final class VfsService {
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId OTHER = new TenantId("other");

    /** Where lines of batches are sent. */
    static final LineReceiver GATEWAY = new LineReceiver();

    private final TestDatabase database;
    private final TestService service;

    private VfsService() {
        EmbeddedServices.kafka().empty();
        database = EmbeddedServices.postgres().database("vfs");
        service = TestService.start(
                WithClock.class,
                database,
                "--signalbox.vfs.sweep-every=24h",
                "--signalbox.vfs.batch.gateway=" + GATEWAY.address(),
                "--signalbox.vfs.batch.answer-max=100000",
                "--signalbox.vfs.batch.lines-max=500");
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    }

    /** The service as it is, but for the time. */
    @Configuration(proxyBeanMethods = false)
    @Import(VfsServiceApplication.class)
    public static class WithClock {
        @Bean
        MutableClock clock() {
            return new MutableClock(Instant.now());
        }
    }

    private static final class Holder {
        static final VfsService ONE = new VfsService();
    }

    /** The one. */
    public static VfsService get() {
        return Holder.ONE;
    }

    public TestService service() {
        return service;
    }

    public TestDatabase database() {
        return database;
    }

    public MutableClock clock() {
        return service.bean(MutableClock.class);
    }

    public TestHttp anonymous() {
        return service.http();
    }

    public TestHttp as(TenantId tenant, String user, Role... roles) {
        return service.http().as(EmbeddedServices.identity().user(tenant, user, roles));
    }

    /** A developer of {@link #ACME}. */
    public TestHttp ada() {
        return as(ACME, "ada", Role.DEVELOPER);
    }

    /** A session of Ada's. */
    public Opened open(String body) {
        Answer answer = ada().post("/api/vfs/sessions", body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        JsonNode json = answer.json();
        String id = json.path("id").asText();
        String token = json.path("token").asText();
        return new Opened(id, token, new SessionHttp(service.http(), token, id));
    }

    public Opened open() {
        return open("{}");
    }

    /** A session, its token, and a way to call it with that token. */
    public record Opened(String id, String token, SessionHttp http) {
        public String path() {
            return "/api/vfs/sessions/" + id;
        }
    }
}
