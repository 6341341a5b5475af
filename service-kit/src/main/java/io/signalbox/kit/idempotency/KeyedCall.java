package io.signalbox.kit.idempotency;

import io.signalbox.kit.security.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A call with a key: whose it is, and what exactly it asks for. */
record KeyedCall(String tenant, String subject, String key, String requestHash) {
    static KeyedCall of(Caller caller, String key, ServerHttpRequest request, byte[] body) {
        MessageDigest digest = sha256();
        digest.update((request.getMethod() + " " + request.getURI().getRawPath() + "?"
                        + request.getURI().getRawQuery() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        digest.update(body);
        return new KeyedCall(
                caller.tenant().value(), caller.subject(), key, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
