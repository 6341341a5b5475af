package io.signalbox.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.kit.egress.EgressFailedException.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EgressTest {
    private static final String LOOPBACK = "127.0.0.0/8";

    private final AtomicInteger received = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;

    @BeforeAll
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer("/ok", 200, "hello");
        answer("/large", 200, "x".repeat(5000));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .add("X-Kind", exchange.getRequestHeaders().getFirst("content-type"));
            exchange.sendResponseHeaders(418, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/never", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            received.incrementAndGet();
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    @AfterAll
    void stop() {
        never.countDown();
        server.stop(0);
    }

    @Test
    void an_allowed_network_is_called() throws Exception {
        try (var egress = egress(LOOPBACK)) {
            EgressResponse response = call(egress).send(EgressRequest.get(uri("127.0.0.1", "/ok")));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).isEqualTo("hello");
        }
    }

    @Test
    void bodies_and_headers_arrive_and_every_status_is_an_answer() throws Exception {
        try (var egress = egress(LOOPBACK)) {
            EgressResponse response = call(egress).send(EgressRequest.postJson(uri("localhost", "/echo"), "{\"a\":1}"));
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.text()).isEqualTo("{\"a\":1}");
            assertThat(response.header("X-Kind")).hasValue("application/json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0"})
    void the_own_machine_is_not_called_by_name_nor_by_any_form_of_its_address(String host) {
        int before = received.get();
        try (var egress = egress()) {
            assertThatThrownBy(() -> call(egress).send(EgressRequest.get(uri(host, "/ok"))))
                    .isInstanceOfAny(EgressRefusedException.class, EgressFailedException.class);
        }
        assertThat(received.get()).isEqualTo(before);
    }

    @Test
    void a_refusal_names_the_remedy_and_not_the_network_inside() {
        try (var egress = egress()) {
            assertThatThrownBy(() -> call(egress).send(EgressRequest.get(uri("localhost", "/ok"))))
                    .isInstanceOf(EgressRefusedException.class)
                    .hasMessageContaining("signalbox.egress.allow")
                    .hasMessageNotContaining("127.0.0.1");
        }
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() throws Exception {
        try (var egress = egress(LOOPBACK)) {
            assertThat(call(egress)
                            .send(EgressRequest.get(uri("127.0.0.1", "/moved")))
                            .status())
                    .isEqualTo(302);
        }
    }

    @Test
    void an_answer_that_is_too_large_is_given_up() {
        try (var egress = egress(LOOPBACK)) {
            var call = new EgressCall(egress.client(), 4999);
            assertFailure(() -> call.send(EgressRequest.get(uri("127.0.0.1", "/large"))), Failure.TOO_LARGE);
        }
    }

    @Test
    void an_answer_that_does_not_come_is_given_up() {
        try (var egress = egress(LOOPBACK)) {
            EgressRequest request =
                    EgressRequest.get(uri("127.0.0.1", "/never")).within(Duration.ofMillis(200));
            assertFailure(() -> call(egress).send(request), Failure.TIMEOUT);
        }
    }

    @Test
    void a_port_nobody_listens_on_is_told_apart_from_a_name_nobody_has() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (var egress = egress(LOOPBACK)) {
            URI nobody = URI.create("http://127.0.0.1:" + free + "/");
            assertFailure(() -> call(egress).send(EgressRequest.get(nobody)), Failure.CONNECT);
            URI unknown = URI.create("http://no-such-host.invalid/");
            assertFailure(() -> call(egress).send(EgressRequest.get(unknown)), Failure.UNKNOWN_HOST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fd12::1",
                "ff02::1",
                "::10.0.0.1",
                "64:ff9b::10.0.0.1",
                "2002:0a00:0001::1",
                "::ffff:10.0.0.1"
            })
    void addresses_inside_networks_are_refused(String address) throws UnknownHostException {
        assertThat(new AddressPolicy(List.of()).permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::8.8.8.8"})
    void addresses_of_the_internet_are_called(String address) throws UnknownHostException {
        assertThat(new AddressPolicy(List.of()).permits(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fd00:ec2::254"})
    void places_that_hand_out_machine_credentials_cannot_be_allowed(String address) throws UnknownHostException {
        assertThat(new AddressPolicy(List.of("0.0.0.0/0", "::/0")).permits(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.com", "example.com", "http://", "http://a b", "https://me:pw@example.com/"})
    void what_is_no_address_of_a_web_service_is_refused_before_anything_is_sent(String text) {
        assertThatThrownBy(() -> Egress.target(text))
                .isInstanceOf(EgressRefusedException.class)
                .hasMessageNotContaining("pw");
    }

    private URI uri(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    private static EgressCall call(Egress egress) {
        return new EgressCall(egress.client(), 1_000_000);
    }

    private static Egress egress(String... allow) {
        Duration limit = Duration.ofSeconds(5);
        return new Egress(new EgressProperties(List.of(allow), 10, 10, limit, limit, limit, DataSize.ofMegabytes(1)));
    }

    private static void assertFailure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Failure failure) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EgressFailedException.class,
                        failed -> assertThat(failed.failure()).isEqualTo(failure));
    }
}
