package io.signalbox.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client below HTTP: sends one request over a plain socket and says what came back, and how it ended. */
final class Wire {
    /** How the other side left the connection. */
    enum End {
        CLOSED,
        RESET,
        SILENT,
        REFUSED
    }

    /** All bytes received, as text, and the end. */
    record Heard(String text, End end) {
        int status() {
            return text.isEmpty() ? 0 : Integer.parseInt(text.substring(9, 12));
        }

        String head() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? text : text.substring(0, end);
        }

        /** The body, with chunked framing taken off; an unfinished last chunk is kept. */
        String body() {
            String rest = text.substring(Math.min(text.length(), text.indexOf("\r\n\r\n") + 4));
            if (!head().toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
                return rest;
            }
            StringBuilder body = new StringBuilder();
            int at = 0;
            while (at < rest.length()) {
                int line = rest.indexOf("\r\n", at);
                int size = Integer.parseInt(rest.substring(at, line), 16);
                body.append(rest, line + 2, Math.min(rest.length(), line + 2 + size));
                at = line + 2 + size + 2;
            }
            return body.toString();
        }

        /** Whether a chunked body was ended in order. */
        boolean ended() {
            return text.endsWith("0\r\n\r\n");
        }
    }

    private static final int ANSWERED_WITHIN_MILLIS = 20_000;

    private final int port;
    private final int silentAfterMillis;

    private Wire(int port, int silentAfterMillis) {
        this.port = port;
        this.silentAfterMillis = silentAfterMillis;
    }

    /** Waits for the end that has to come. */
    Wire(int port) {
        this(port, ANSWERED_WITHIN_MILLIS);
    }

    /** Gives up when nothing more is said for a while. */
    static Wire expectingSilence(int port) {
        return new Wire(port, 1_000);
    }

    Heard post(String path, String headers, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n" + headers + "\r\n" + body);
    }

    Heard send(String request) throws IOException {
        StringBuilder heard = new StringBuilder();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(silentAfterMillis);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            End end = listen(socket, heard);
            return new Heard(heard.toString(), end);
        } catch (ConnectException e) {
            return new Heard("", End.REFUSED);
        }
    }

    private static End listen(Socket socket, StringBuilder heard) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                heard.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
            return End.CLOSED;
        } catch (SocketTimeoutException e) {
            return End.SILENT;
        } catch (SocketException e) {
            return End.RESET;
        }
    }
}
