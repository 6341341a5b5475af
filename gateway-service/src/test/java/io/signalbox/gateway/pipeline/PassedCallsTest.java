package io.signalbox.gateway.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that another service answers, on connections that are used again and again: that service is away. */
class PassedCallsTest {
    private static final int CONNECTIONS = 16;
    private static final int CALLS = Integer.getInteger("passed.calls", 200);

    private final DataPlaneFixture gateway = new DataPlaneFixture();

    @BeforeEach
    void start() {
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void each_is_refused_at_once_however_many_come_on_a_connection() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Integer>> refused = new ArrayList<>();
            for (int each = 0; each < CONNECTIONS; each++) {
                refused.add(callers.submit(this::refusals));
            }
            for (Future<Integer> each : refused) {
                assertThat(each.get()).isEqualTo(CALLS);
            }
        }
    }

    private int refusals() throws IOException {
        int refused = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            byte[] call = RawCaller.head("/v1/batches", "content-length: 0\r\n").getBytes(StandardCharsets.ISO_8859_1);
            InputStream in = socket.getInputStream();
            for (int each = 0; each < CALLS; each++) {
                socket.getOutputStream().write(call);
                refused += status(in) == 503 ? 1 : 0;
            }
        }
        return refused;
    }

    private static int status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("closed after " + head).isNotNegative();
            head.append((char) next);
        }
        String text = head.toString().toLowerCase(Locale.ROOT);
        int at = text.indexOf("content-length: ") + "content-length: ".length();
        in.readNBytes(Integer.parseInt(text.substring(at, text.indexOf('\r', at))));
        return Integer.parseInt(text.substring("http/1.1 ".length(), "http/1.1 ".length() + 3));
    }
}
