package io.signalbox.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A caller that writes whatever bytes it likes, for no HTTP client would. */
final class RawCaller implements AutoCloseable {
    /** Whoever waits longer was forgotten by the gateway. */
    private static final int WAIT_MILLIS = 8_000;

    private final Socket socket;

    RawCaller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(WAIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** All that came until the connection was closed; status 0 if nothing did. */
    record Heard(int status, String head, String body) {
        static Heard of(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return new Heard(0, text, "");
            }
            int status = Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
            return new Heard(status, text.substring(0, end).toLowerCase(Locale.ROOT), text.substring(end + 4));
        }

        /** What is told of an error, in either dialect. */
        JsonNode error() {
            return Messages.json(body).path("error");
        }

        String requestId() {
            int at = head.indexOf("x-request-id: ") + "x-request-id: ".length();
            return head.substring(at, at + 36);
        }
    }

    RawCaller send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A server that has had enough closes before all is written, which is an answer, too. */
    RawCaller send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException closed) {
            return this;
        }
        return this;
    }

    /** Reads until the other side closes. */
    Heard hear() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[8192];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                all.write(piece, 0, count);
            }
        } catch (SocketException reset) {
            // What came before the reset is what was heard.
        }
        return Heard.of(all.toString(StandardCharsets.UTF_8));
    }

    /** A whole request to a path, with headers as given, each with its line end. */
    static String head(String path, String headers) {
        return "POST " + path + " HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer " + DataPlaneFixture.KEY + "\r\n"
                + "content-type: application/json\r\n" + headers + "\r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
