package io.signalbox.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.kit.egress.Egress;
import io.signalbox.kit.egress.EgressProperties;
import io.signalbox.kit.egress.EgressRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/** Providers that offer HTTP/2 are called with it: many requests share a connection. */
class NewerProtocolTest {
    private static final String PASSWORD = "only-for-this-test";

    @TempDir
    private static Path directory;

    private static KeyManagerFactory keys;

    private final EventLoop loop = HttpResources.get().onClient(true).next();
    private final ConnectionProvider connections = ConnectionProvider.create("test", 20);
    private final Set<Object> callers = ConcurrentHashMap.newKeySet();
    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final AtomicInteger given = new AtomicInteger();
    private final Upstream upstream =
            new Upstream(HttpClient.create(connections).secure(ssl -> ssl.sslContext(trusting())));
    private @Nullable DisposableServer server;

    @BeforeAll
    static void certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("keys.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "provider",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        KeyStore kept = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            kept.load(in, PASSWORD.toCharArray());
        }
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(kept, PASSWORD.toCharArray());
    }

    private static GenericSslContextSpec<SslContextBuilder> trusting() {
        return Http2SslContextSpec.forClient()
                .configure(context -> context.trustManager(InsecureTrustManagerFactory.INSTANCE));
    }

    private static GenericSslContextSpec<SslContextBuilder> certified(boolean newer) {
        return newer ? Http2SslContextSpec.forServer(keys) : Http11SslContextSpec.forServer(keys);
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.disposeNow();
        }
        connections.dispose();
    }

    private void provider(HttpProtocol... offered) {
        server = HttpServer.create()
                .host("localhost")
                .port(0)
                .protocol(offered)
                .secure(ssl -> ssl.sslContext(certified(offered.length > 1)))
                .handle(this::answer)
                .bindNow();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        versions.add(request.version().text());
        callers.add(String.valueOf(request.remoteAddress()));
        return request.receive()
                .aggregate()
                .asString()
                .flatMap(body -> body.contains("wait")
                        ? response.header("content-type", "text/event-stream")
                                .sendString(Mono.just("data: 1\n\n").concatWith(Mono.never()), StandardCharsets.UTF_8)
                                .then()
                                .doOnCancel(given::incrementAndGet)
                        : response.sendString(Mono.just("echo " + body)).then());
    }

    private Heard call(String body) {
        return call(upstream, body);
    }

    private Heard call(Upstream through, String body) {
        DisposableServer provider = Objects.requireNonNull(server);
        UpstreamRequest request = new UpstreamRequest(
                HttpMethod.POST,
                URI.create("https://localhost:" + provider.port() + "/v1/chat/completions"),
                Map.of(),
                null,
                false,
                new UUID(1, 2),
                1,
                null,
                OutgoingBody.of(body.getBytes(StandardCharsets.UTF_8)));
        Heard heard = new Heard();
        loop.execute(() -> heard.exchange = through.call(loop, request, heard));
        return heard;
    }

    /** All that came of one call. */
    private static final class Heard implements UpstreamListener {
        private volatile String text = "";
        private volatile @Nullable UpstreamExchange exchange;
        private volatile boolean ended;
        private volatile @Nullable Throwable broken;

        @Override
        public void connected() {}

        @Override
        public void head(int status, HttpHeaders headers) {
            text = status + " ";
        }

        @Override
        public void bytes(ByteBuf bytes) {
            text = text.concat(bytes.toString(StandardCharsets.UTF_8));
            Objects.requireNonNull(exchange).more();
        }

        @Override
        public void ended() {
            ended = true;
        }

        @Override
        public void broke(Throwable cause) {
            broken = cause;
        }

        @Override
        public void faulted(RuntimeException fault) {
            broken = fault;
        }

        private void has(String expected) {
            await().untilAsserted(() -> assertThat(text).as("after %s", broken).isEqualTo(expected));
        }
    }

    @Test
    void requests_at_the_same_time_share_a_connection() {
        provider(HttpProtocol.H2, HttpProtocol.HTTP11);
        Heard first = call("wait");
        first.has("200 data: 1\n\n");
        Heard second = call("wait");
        second.has("200 data: 1\n\n");
        Heard third = call("hello");

        third.has("200 echo hello");

        assertThat(versions).containsOnly("HTTP/2.0");
        assertThat(callers).hasSize(1);
    }

    @Test
    void to_end_one_leaves_the_others_alone() {
        provider(HttpProtocol.H2, HttpProtocol.HTTP11);
        Heard first = call("wait");
        first.has("200 data: 1\n\n");
        Heard second = call("wait");
        second.has("200 data: 1\n\n");

        loop.execute(() -> Objects.requireNonNull(first.exchange).cancel());

        await().until(() -> given.get() == 1);
        call("hello").has("200 echo hello");
        assertThat(second.ended).isFalse();
        assertThat(second.broken).isNull();
        assertThat(callers).hasSize(1);
    }

    @Test
    void a_provider_without_it_is_called_as_before() {
        provider(HttpProtocol.HTTP11);

        call("hello").has("200 echo hello");

        assertThat(versions).containsExactly("HTTP/1.1");
    }

    @Test
    void an_address_that_may_not_be_called_is_not() {
        provider(HttpProtocol.H2, HttpProtocol.HTTP11);
        EgressProperties nothingAllowed = new EgressProperties(
                List.of(),
                1,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                DataSize.ofBytes(1));
        try (Egress egress = new Egress(nothingAllowed)) {
            Heard heard = call(new Upstream(egress.client()), "hello");

            await().until(() -> heard.broken != null);

            assertThat(heard.broken).isInstanceOf(EgressRefusedException.class);
            assertThat(callers).isEmpty();
        }
    }
}
