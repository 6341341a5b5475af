package io.signalbox.catalog.route;

import static io.signalbox.catalog.RunningCatalog.ACME;
import static io.signalbox.catalog.RunningCatalog.OTHER;
import static io.signalbox.catalog.RunningCatalog.published;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.RunningCatalog;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoutesApiTest {
    private final RunningCatalog catalog = RunningCatalog.get();
    private final TestHttp acme = catalog.acme();

    @Test
    void a_route_over_configurations_told_a_moment_ago_is_defined_and_published_whole() {
        UUID first = catalog.configuration("r1-first");
        UUID second = catalog.configuration("r1-second");
        Answer created = acme.post("/api/routes", """
                {"name":"r1","root":{"strategy":"priority","children":[
                  {"strategy":"target","configuration":"r1-first","model":"small"},
                  {"strategy":"weighted","children":[
                    {"weight":9,"node":{"strategy":"target","configuration":"%s","model":"small"}}]}]},
                 "deadlines":{"firstTokenMillis":2000},"attemptsMax":4}""".formatted(second));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().path("id").asText();
        assertThat(created.header("etag")).isEqualTo("\"0\"");
        assertThat(created.json().at("/root/children/0/configurationId").asText())
                .isEqualTo(first.toString());
        assertThat(created.json()
                        .at("/root/children/1/children/0/node/configuration")
                        .asText())
                .isEqualTo("r1-second");
        assertThat(acme.get("/api/routes/r1").json()).isEqualTo(created.json());
        Await.untilAsserted(() -> assertThat(published("acme/route/" + id, RouteDefined.class))
                .singleElement()
                .satisfies(route -> {
                    assertThat(route.root())
                            .isEqualTo(new RouteNode.Priority(List.of(
                                    new RouteNode.Target(first, "small"),
                                    new RouteNode.Weighted(
                                            List.of(new RouteNode.Share(9, new RouteNode.Target(second, "small")))))));
                    assertThat(route.deadlines().firstTokenMillis()).isEqualTo(2_000);
                    assertThat(route.attemptsMax()).isEqualTo(4);
                }));
    }

    @Test
    void every_fault_of_a_tree_is_named_with_its_place() {
        catalog.configuration("r2-known");
        Answer refused = acme.post("/api/routes", """
                {"name":"r2","root":{"strategy":"weighted","children":[
                  {"weight":0,"node":{"strategy":"target","configuration":"r2-known","model":"m"}},
                  {"weight":5,"node":{"strategy":"target","configuration":"r2-knwon","model":"m"}},
                  {"weight":5,"node":{"strategy":"luck"}},
                  {"weight":5,"node":{"strategy":"target","configuration":"r2-known","mdl":"m"}},
                  {"weight":5,"node":{"strategy":"priority","children":[]}}]}}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly(
                        "root.children[0].weight",
                        "root.children[1].node.configuration",
                        "root.children[2].node.strategy",
                        "root.children[3].node.mdl",
                        "root.children[3].node.model",
                        "root.children[4].node.children");
        assertThat(refused.json().at("/errors/1/remedy").asText()).contains("r2-known");
    }

    @Test
    void a_tree_deeper_than_five_levels_is_refused() {
        catalog.configuration("r3");
        String tree = "{\"strategy\":\"target\",\"configuration\":\"r3\",\"model\":\"m\"}";
        for (int level = 0; level < 4; level++) {
            tree = "{\"strategy\":\"priority\",\"children\":[" + tree + "]}";
        }
        assertThat(acme.post("/api/routes", "{\"name\":\"r3a\",\"root\":" + tree + "}")
                        .status())
                .isEqualTo(201);
        String deeper = "{\"strategy\":\"priority\",\"children\":[" + tree + "]}";
        assertThat(acme.post("/api/routes", "{\"name\":\"r3b\",\"root\":" + deeper + "}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("tree_too_deep");
    }

    @Test
    void names_that_mean_something_else_are_refused() {
        catalog.configuration("r4");
        assertThat(define("default", "r4").json().path("code").asText()).isEqualTo("name_reserved");
        assertThat(define("a/b", "r4").json().path("code").asText()).isEqualTo("name_invalid");
    }

    @Test
    void a_name_is_given_once_and_is_free_again_after_a_rename_or_a_removal() {
        catalog.configuration("r5");
        String id = define("r5", "r5").json().path("id").asText();
        assertThat(define("r5", "r5").status()).isEqualTo(409);
        assertThat(acme.patch("/api/routes/r5", "{\"name\":\"r5-renamed\"}")
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("r5-renamed");
        assertThat(define("r5", "r5").status()).isEqualTo(201);
        assertThat(acme.delete("/api/routes/" + id).status()).isEqualTo(204);
        assertThat(acme.get("/api/routes/" + id).status()).isEqualTo(404);
        assertThat(define("r5-renamed", "r5").status()).isEqualTo(201);
        Await.untilAsserted(() ->
                assertThat(published("acme/route/" + id, RouteRemoved.class)).hasSize(1));
    }

    @Test
    void a_change_of_a_state_that_is_no_longer_there_is_refused() {
        catalog.configuration("r6");
        String tag = define("r6", "r6").header("etag");
        TestHttp conditional = acme.with("if-match", tag);
        assertThat(conditional.patch("/api/routes/r6", "{\"active\":false}").status())
                .isEqualTo(200);
        Answer late = conditional.patch("/api/routes/r6", "{\"attemptsMax\":2}");
        assertThat(late.status()).isEqualTo(412);
        JsonNode now = acme.get("/api/routes/r6").json();
        assertThat(now.path("active").asBoolean()).isFalse();
        assertThat(now.path("attemptsMax").asInt()).isEqualTo(3);
    }

    @Test
    void what_is_shown_can_be_sent_back() {
        catalog.configuration("r7");
        define("r7", "r7");
        JsonNode shown = acme.get("/api/routes/r7").json();
        Answer same = acme.put("/api/routes/r7", "{\"root\":" + shown.path("root") + "}");
        assertThat(same.status()).as(same.body()).isEqualTo(200);
        assertThat(same.header("etag")).isEqualTo("\"0\"");
    }

    @Test
    void another_tenants_route_and_configuration_do_not_exist() {
        UUID ours = catalog.configuration("r8");
        define("r8", "r8");
        TestHttp other = catalog.as(OTHER, Role.ADMINISTRATOR);
        assertThat(other.get("/api/routes/r8").status()).isEqualTo(404);
        assertThat(other.delete("/api/routes/r8").status()).isEqualTo(404);
        Answer refused = other.post("/api/routes", """
                {"name":"theirs","root":{"strategy":"target","configuration":"%s","model":"m"}}""".formatted(ours));
        assertThat(refused.json().path("code").asText()).isEqualTo("configuration_unknown");
    }

    @Test
    void finance_reads_routes_and_defines_none() {
        catalog.configuration("r9");
        TestHttp finance = catalog.as(ACME, Role.FINANCE);
        assertThat(finance.get("/api/routes").status()).isEqualTo(200);
        assertThat(finance.post("/api/routes", body("r9", "r9")).status()).isEqualTo(403);
    }

    private Answer define(String name, String configuration) {
        return acme.post("/api/routes", body(name, configuration));
    }

    private static String body(String name, String configuration) {
        return """
                {"name":"%s","root":{"strategy":"target","configuration":"%s","model":"m"}}""".formatted(name, configuration);
    }
}
