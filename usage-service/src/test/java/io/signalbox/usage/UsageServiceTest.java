package io.signalbox.usage;

import static io.signalbox.usage.UsageExamples.ACME;
import static io.signalbox.usage.UsageExamples.CONFIGURATION;
import static io.signalbox.usage.UsageExamples.GLOBEX;
import static io.signalbox.usage.UsageExamples.attempt;
import static io.signalbox.usage.UsageExamples.price;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.usage.RunningUsage.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsageServiceTest {
    private static final String DAY = "period=2026-11-20T00:00:00Z/2026-11-21T00:00:00Z";
    private static final PriceSet INPUT = price("input_tokens", "0.000000123");
    private static final UsageRecorded FAILED = attempt()
            .request("told")
            .number(1, false)
            .used()
            .failed(FailureKind.OVERLOADED)
            .record();
    private static final UsageRecorded ANSWERED = attempt()
            .request("told")
            .number(2, true)
            .used("input_tokens", 7, "output_tokens", 2)
            .record();

    private static RunningUsage usage;

    @BeforeAll
    static void start() {
        EmbeddedServices.kafka().empty();
        EmbeddedServices.kafka().say(1, List.of(INPUT, price("output_tokens", "0.00001")));
        usage = new RunningUsage(EmbeddedServices.postgres().database("usage"));
        Await.until(() -> count("SELECT count(*) FROM copy_price") == 2);
        EmbeddedServices.kafka()
                .say(1, List.of(FAILED, ANSWERED, attempt().of(GLOBEX).record()));
        Await.until(() -> count("SELECT count(*) FROM ledger_entry") == 3);
    }

    @AfterAll
    static void stop() {
        usage.close();
    }

    @Test
    void a_record_becomes_a_priced_entry_in_the_report() {
        Reply reply = usage.get("acme", "/api/usage?" + DAY);

        assertThat(reply.status()).isEqualTo(200);
        JsonNode totals = reply.json().get("totals");
        assertThat(totals.get("requestCount").asInt()).isEqualTo(1);
        assertThat(totals.get("attemptCount").asInt()).isEqualTo(2);
        assertThat(totals.get("inputTokens").asInt()).isEqualTo(7);
        assertThat(totals.at("/cost/amount").asText()).isEqualTo("0.000020861");
        assertThat(totals.at("/cost/amount").isTextual()).isTrue();
        assertThat(reply.json().at("/items/0/key").asText()).isEqualTo(CONFIGURATION.toString());
    }

    @Test
    void a_request_is_explained_with_both_attempts() {
        Reply reply = usage.get("acme", "/api/requests/" + ANSWERED.requestId());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/attempts/0/failure").asText()).isEqualTo("OVERLOADED");
        assertThat(reply.json().at("/attempts/1/cost/amount").asText()).isEqualTo("0.000020861");
        assertThat(reply.json().at("/attempts/1/costLines/0/priceId").asText())
                .isEqualTo(INPUT.priceId().toString());
    }

    @Test
    void another_tenants_request_does_not_exist() {
        Reply reply = usage.get("globex", "/api/requests/" + ANSWERED.requestId());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("code").asText()).isEqualTo("not_found");
    }

    @Test
    void a_configurations_usage_has_the_fields_of_old() {
        Reply reply = usage.get("acme", "/api/configurations/" + CONFIGURATION + "/usage?" + DAY);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("costUSD").asText()).isEqualTo("0.000020861");
        assertThat(reply.json().get("requestCount").asInt()).isEqualTo(1);
        assertThat(reply.json().get("tokenCount").asInt()).isEqualTo(9);
        assertThat(reply.json().get("errorRate").asDouble()).isEqualTo(0.5);
        assertThat(reply.json().get("periodStart").asText()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(reply.json().has("lastUsed")).isTrue();
        assertThat(reply.json().has("averageLatency")).isTrue();
    }

    @Test
    void the_usage_of_a_configuration_nobody_knows_does_not_exist() {
        assertThat(usage.get("acme", "/api/configurations/" + new UUID(0, 7) + "/usage")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_ledger_is_listed_page_by_page() {
        Reply first = usage.get("acme", "/api/ledger?limit=1&" + DAY);
        Reply second = usage.get(
                "acme",
                "/api/ledger?limit=1&" + DAY + "&cursor="
                        + first.json().get("next").asText());

        assertThat(first.json().at("/items/0/attempt").asInt()).isEqualTo(2);
        assertThat(second.json().at("/items/0/attempt").asInt()).isEqualTo(1);
        assertThat(second.json().hasNonNull("next")).isFalse();
    }

    @Test
    void the_ledger_is_streamed_as_lines_of_csv_and_of_json() {
        Reply csv = usage.get("acme", "/api/ledger?" + DAY, "Accept", "text/csv");
        Reply json = usage.get("acme", "/api/ledger?" + DAY + "&outcome=succeeded", "Accept", "application/x-ndjson");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.body().lines()).hasSize(3);
        assertThat(csv.body()).startsWith("requestId,attempt,").contains(",0.000020861,USD,");
        assertThat(json.body().lines()).hasSize(1);
        assertThat(json.json().at("/cost/amount").asText()).isEqualTo("0.000020861");
    }

    @Test
    void what_cannot_be_asked_is_refused_by_name() {
        String developer = EmbeddedServices.identity().user(ACME, "dev", Role.DEVELOPER);

        assertThat(usage.getWith(null, "/api/usage").status()).isEqualTo(401);
        assertThat(usage.getWith(developer, "/api/ledger").status()).isEqualTo(403);
        assertThat(usage.get("acme", "/api/requests/7").status()).isEqualTo(404);
        assertThat(usage.get("acme", "/api/configurations/7/usage").status()).isEqualTo(404);
        for (String wrong : List.of(
                "/api/usage?colour=red",
                "/api/usage?groupBy=colour",
                "/api/usage?period=never",
                "/api/usage?configuration=7",
                "/api/usage?cursor=x",
                "/api/ledger?outcome=fine",
                "/api/ledger?accessKey=7")) {
            Reply reply = usage.get("acme", wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(400);
            assertThat(reply.contentType()).as(wrong).startsWith("application/problem+json");
            assertThat(reply.json().at("/errors/0/field").asText()).as(wrong).isNotEmpty();
            assertThat(reply.json().at("/errors/0/remedy").asText()).as(wrong).isNotEmpty();
        }
    }

    private static long count(String sql) {
        return usage.everything().sql(sql).query(Long.class).single();
    }
}
