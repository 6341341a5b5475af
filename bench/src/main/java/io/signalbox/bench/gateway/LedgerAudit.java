package io.signalbox.bench.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.bench.Installation;
import io.signalbox.bench.WrongResultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Holds the ledger against the answers callers have got, when all is measured and the services run again: what was
 * answered is one entry, succeeded and priced. Asked for as finance would ask, through the gateway.
 */
final class LedgerAudit {
    private static final Duration CAUGHT_UP_MAX = Duration.ofMinutes(5);
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String gateway;
    private final String token;

    LedgerAudit(Installation installation) {
        gateway = installation.variable("SIGNALBOX_URL");
        token = installation.variable("SIGNALBOX_TOKEN");
    }

    /** Waits until the ledger has caught up, then reads all of it; fails when an answered request is not in it, or twice. */
    void check(Set<UUID> answered) {
        awaitEntries(answered.size());
        Set<UUID> missing = new HashSet<>(answered);
        Set<UUID> found = new HashSet<>();
        try (Stream<String> entries =
                ask("/api/ledger?period=7d", "application/x-ndjson", HttpResponse.BodyHandlers.ofLines())) {
            entries.map(LedgerAudit::json).forEach(entry -> {
                UUID request = UUID.fromString(entry.path("requestId").asText());
                if (!found.add(request)) {
                    throw new WrongResultException("In the ledger twice: " + entry);
                }
                if (missing.remove(request) && !isWhole(entry)) {
                    throw new WrongResultException("In the ledger, but not as it was answered: " + entry);
                }
            });
        }
        if (!missing.isEmpty()) {
            throw new WrongResultException(
                    missing.size() + " answered requests are not in the ledger, the first of them "
                            + missing.iterator().next());
        }
    }

    private static boolean isWhole(JsonNode entry) {
        return entry.path("outcome").asText().equals("SUCCEEDED")
                && entry.path("cost").path("amount").isTextual();
    }

    private void awaitEntries(long count) {
        long until = System.nanoTime() + CAUGHT_UP_MAX.toNanos();
        while (entries() < count) {
            if (System.nanoTime() - until > 0) {
                throw new WrongResultException("The ledger has not caught up within " + CAUGHT_UP_MAX.toMinutes()
                        + " min: " + entries() + " entries of " + count);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private long entries() {
        return json(ask("/api/usage?period=7d", "application/json", HttpResponse.BodyHandlers.ofString()))
                .path("totals")
                .path("attemptCount")
                .asLong();
    }

    private <T> T ask(String path, String type, HttpResponse.BodyHandler<T> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway + path))
                .header("authorization", "Bearer " + token)
                .header("accept", type)
                .build();
        try {
            HttpResponse<T> answer = http.send(request, body);
            if (answer.statusCode() != 200) {
                throw new WrongResultException("GET " + path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
