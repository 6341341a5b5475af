package io.signalbox.catalog.pricebook;

import static io.signalbox.catalog.RunningCatalog.ACME;
import static io.signalbox.catalog.RunningCatalog.OTHER;
import static io.signalbox.catalog.RunningCatalog.published;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.RunningCatalog;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.catalog.CatalogEvent.PriceSet;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PricesApiTest {
    private final RunningCatalog catalog = RunningCatalog.get();
    private final TestHttp acme = catalog.acme();

    @Test
    void a_price_with_nine_decimals_is_answered_read_and_published_exactly() {
        Answer created = acme.post("/api/prices", """
                {"provider":"OpenAI","model":"nine","meter":"input_tokens",
                 "perUnit":{"amount":"0.000000151","currency":"USD"}}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().path("id").asText();
        assertThat(created.header("location")).isEqualTo("/api/prices/" + id);
        assertThat(created.json().at("/perUnit/amount").asText()).isEqualTo("0.000000151");
        assertThat(acme.get("/api/prices/" + id).json()).isEqualTo(created.json());
        Await.untilAsserted(() -> assertThat(published("acme/price/" + id, PriceSet.class))
                .singleElement()
                .satisfies(set -> {
                    assertThat(set.perUnit()).isEqualTo(Money.usd("0.000000151"));
                    assertThat(set.providerType()).isEqualTo("openai");
                    assertThat(set.tier()).isEqualTo("standard");
                }));
    }

    @Test
    void a_price_per_million_becomes_the_price_of_one() {
        Answer created = acme.post("/api/prices", """
                {"provider":"gemini","model":"m","meter":"output_tokens","perMillion":{"amount":0.15}}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().at("/perUnit/amount").asText()).isEqualTo("0.00000015");
        assertThat(created.json().path("provider").asText()).isEqualTo("google");
    }

    @Test
    void a_price_that_cannot_be_exact_is_refused() {
        Answer refused = acme.post("/api/prices", """
                {"provider":"openai","model":"m","meter":"input_tokens",
                 "perThousand":{"amount":"0.0000000000000001","currency":"USD"}}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asText()).isEqualTo("price_too_fine");
        assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("perThousand.amount");
    }

    @Test
    void an_unknown_provider_is_refused_by_naming_those_there_are() {
        Answer refused = acme.post("/api/prices", """
                {"provider":"opnai","model":"m","meter":"input_tokens","perUnit":{"amount":"1"}}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/remedy").asText()).contains("google, openai");
    }

    @Test
    void a_price_for_a_configuration_told_a_moment_ago_is_taken() {
        UUID configuration = catalog.configuration("just-now");
        Answer created = acme.post("/api/prices", """
                {"configuration":"just-now","model":"m","meter":"input_tokens","perUnit":{"amount":"0.01"}}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().path("configurationId").asText()).isEqualTo(configuration.toString());
    }

    @Test
    void an_import_is_whole_or_did_not_happen() {
        Answer refused = acme.post("/api/prices/import", """
                {"entries":[
                 {"provider":"openai","model":"bulk","meter":"input_tokens","perMillion":{"amount":"3"}},
                 {"provider":"openai","model":"bulk","meter":"Output","perMillion":{"amount":"-1"}},
                 {"provider":"openai","meter":"output_tokens","perMillion":{"amount":"3"}}]}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly("entries[1].meter", "entries[2].model");
        assertThat(items(acme, "?model=bulk")).isEmpty();

        Answer imported = acme.post("/api/prices/import", """
                {"entries":[
                 {"provider":"openai","model":"bulk","meter":"input_tokens","perMillion":{"amount":"3"}},
                 {"provider":"openai","model":"bulk","meter":"output_tokens","perMillion":{"amount":"15"}}]}""");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(imported.json().path("count").asInt()).isEqualTo(2);
        assertThat(items(acme, "?model=bulk&meter=output_tokens").findValuesAsText("amount"))
                .containsExactly("0.000015");
    }

    @Test
    void a_platform_price_is_seen_by_every_tenant_and_a_tenants_own_by_itself_alone() {
        TestHttp platform = catalog.as(TenantId.PLATFORM, Role.ADMINISTRATOR);
        platform.post("/api/prices", """
                {"provider":"openai","model":"shared","meter":"input_tokens","perUnit":{"amount":"1"}}""");
        String own = acme.post("/api/prices", """
                {"provider":"openai","model":"shared","meter":"input_tokens","perUnit":{"amount":"2"}}""").json().path("id").asText();
        assertThat(items(acme, "?model=shared").findValuesAsText("setBy")).containsExactly("tenant", "platform");
        TestHttp other = catalog.as(OTHER, Role.ADMINISTRATOR);
        assertThat(items(other, "?model=shared").findValuesAsText("setBy")).containsExactly("platform");
        assertThat(other.get("/api/prices/" + own).status()).isEqualTo(404);
    }

    @Test
    void a_list_goes_on_where_the_page_before_ended() {
        for (int price = 1; price <= 5; price++) {
            acme.post("/api/prices", """
                    {"provider":"openai","model":"paged","meter":"requests","perUnit":{"amount":"%d"}}""".formatted(price));
        }
        JsonNode first = acme.get("/api/prices?model=paged&limit=3").json();
        JsonNode second = acme.get("/api/prices?model=paged&limit=3&cursor="
                        + first.path("next").asText())
                .json();
        assertThat(first.path("items").findValuesAsText("amount")).containsExactly("5", "4", "3");
        assertThat(second.path("items").findValuesAsText("amount")).containsExactly("2", "1");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void a_developer_sets_no_prices() {
        Answer refused = catalog.as(ACME, Role.DEVELOPER).post("/api/prices", """
                {"provider":"openai","model":"m","meter":"input_tokens","perUnit":{"amount":"1"}}""");
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void what_nobody_reads_is_refused() {
        assertThat(acme.get("/api/prices?modell=x").json().at("/errors/0/field").asText())
                .isEqualTo("modell");
        assertThat(acme.post("/api/prices", "{\"modell\":1}")
                        .json()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("field_unknown");
    }

    private static JsonNode items(TestHttp http, String query) {
        return http.get("/api/prices" + query).json().path("items");
    }
}
