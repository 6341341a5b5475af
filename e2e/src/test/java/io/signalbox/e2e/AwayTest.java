package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Everything beside the gateway is taken away, one part after another and all at once, and completions go on: refused is
 * only what a limit says must be refused while nobody counts. The keyring is away with the credential service it is in.
 */
@Order(Installation.PROCESSES + 2)
class AwayTest {
    private static final String ASK = "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final int STRICT = 20;

    private final Installation installation = Installation.ofProcesses();
    private final List<String> answered = new ArrayList<>();

    /** An access key, with its secret text. */
    private record Key(String id, String text) {}

    @Test
    void completions_go_on_with_each_part_away_and_with_all_of_them_and_each_is_once_in_the_ledger() {
        Key plain = issued("plain");
        Key lenient = limited("lenient", 10_000, "ALLOW");
        Key strict = limited("strict", STRICT, "REFUSE");
        Key revoked = revoked();

        for (String part : List.of("usage", "credential", "postgres")) {
            installation.kill(part);
            goesOn(plain, lenient, revoked);
            installation.script("start", part);
        }
        installation.kill("kafka");
        goesOn(plain, lenient, revoked);
        Key unheard = issuedWhileNobodyTells();
        List.of("usage", "credential", "postgres").forEach(installation::kill);
        try {
            goesOn(plain, lenient, revoked);
            installation.kill("gateway");
            installation.script("start", "gateway");
            goesOn(plain, lenient, revoked);
            refusesInTheEnd(strict);
            notKnownToBeWrong(installation.complete(unheard.text(), ASK));
            notNow(installation.manage("GET", "/api/usage?period=7d", null));
            notNow(installation.manage("GET", "/api/access-keys", null));
        } finally {
            List.of("postgres", "kafka").forEach(part -> installation.script("start", part));
            List.of("credential", "usage").parallelStream().forEach(part -> installation.script("start", part));
        }

        assertThat(entered(plain, lenient, strict)).containsExactlyInAnyOrderElementsOf(answered);
    }

    /** Whole and in a stream; a key that was revoked stays revoked. */
    private void goesOn(Key plain, Key lenient, Key revoked) {
        for (Key key : List.of(plain, lenient)) {
            HttpResponse<String> whole = installation.complete(key.text(), ASK);
            assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
            answered.add(Installation.requestId(whole));
        }
        HttpResponse<String> stream =
                installation.complete(plain.text(), ASK.replace("\"model\"", "\"stream\":true,\"model\""));
        assertThat(stream.body()).endsWith("data: [DONE]\n\n");
        answered.add(Installation.requestId(stream));
        assertThat(installation.complete(revoked.text(), ASK).statusCode()).isEqualTo(401);
    }

    /** At the latest when all that its limit allows is used; what was at hand when the others went may be used. */
    private void refusesInTheEnd(Key strict) {
        HttpResponse<String> refused = IntStream.rangeClosed(0, STRICT)
                .mapToObj(each -> installation.complete(strict.text(), ASK))
                .peek(reply -> {
                    if (reply.statusCode() == 200) {
                        answered.add(Installation.requestId(reply));
                    }
                })
                .filter(reply -> reply.statusCode() != 200)
                .findFirst()
                .orElseThrow();

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(refused.body()).contains("limit_not_verifiable");
    }

    /** A key of which only those know who are away. */
    private void notKnownToBeWrong(HttpResponse<String> reply) {
        assertThat(reply.body()).contains("api_key_not_verifiable");
        notNow(reply);
    }

    private static void notNow(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
        assertThat(reply.headers().firstValue("retry-after")).isPresent();
    }

    private Key issued(String name) {
        Key key = key(name, "");
        Installation.eventually(
                "the key " + name + " works",
                () -> Optional.of(installation.complete(key.text(), "{}")).filter(reply -> reply.statusCode() != 401));
        return key;
    }

    private Key key(String name, String more) {
        HttpResponse<String> made =
                installation.manage("POST", "/api/access-keys", "{\"name\":\"%s\"%s}".formatted(name, more));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode key = Installation.json(made.body());
        return new Key(key.path("id").asText(), key.path("key").asText());
    }

    /** A key of which Kafka is to tell once it is back. */
    private Key issuedWhileNobodyTells() {
        return key("unheard", "");
    }

    private Key limited(String name, int requests, String whenUnreachable) {
        Key key = issued(name);
        HttpResponse<String> limit =
                installation.manage("POST", "/api/limits", """
                {"scope":"ACCESS_KEY","scopeId":"%s","measure":"REQUESTS","amount":%d,"window":"hour",
                "whenUnreachable":"%s"}""".formatted(key.id(), requests, whenUnreachable));
        assertThat(limit.statusCode()).as(limit.body()).isEqualTo(201);
        Installation.eventually(
                "the limit of " + name + " holds",
                () -> Optional.of(installation.complete(key.text(), ASK))
                        .map(this::counted)
                        .filter(reply -> reply.headers()
                                .firstValue("x-ratelimit-limit-requests")
                                .isPresent()));
        return key;
    }

    private HttpResponse<String> counted(HttpResponse<String> reply) {
        if (reply.statusCode() == 200) {
            answered.add(Installation.requestId(reply));
        }
        return reply;
    }

    private Key revoked() {
        Key key = issued("revoked");
        installation.manage("DELETE", "/api/access-keys/" + key.id(), null);
        Installation.eventually(
                "the key is refused",
                () -> Optional.of(installation.complete(key.text(), ASK)).filter(reply -> reply.statusCode() == 401));
        return key;
    }

    /** A gateway killed before it could write that a reply was out calls it interrupted, with what it used. */
    private static boolean isWhole(JsonNode entry) {
        String outcome = entry.path("outcome").asText();
        return outcome.equals("SUCCEEDED")
                || (outcome.equals("INTERRUPTED") && !entry.path("estimated").asBoolean());
    }

    /** The whole answers of these keys once there are as many as were given, each as often as it stands there. */
    private Collection<String> entered(Key... keys) {
        return Installation.eventually("all that was answered in the ledger", () -> {
            List<String> requests = new ArrayList<>();
            for (Key key : keys) {
                new Books(installation, key.id())
                        .ledger()
                        .ifPresent(ledger -> ledger.values().stream()
                                .filter(AwayTest::isWhole)
                                .forEach(entry ->
                                        requests.add(entry.path("requestId").asText())));
            }
            return Optional.of(requests).filter(found -> found.size() >= answered.size());
        });
    }
}
