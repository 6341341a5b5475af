package io.signalbox.catalog.route;

import static io.signalbox.catalog.RunningCatalog.ACME;
import static io.signalbox.catalog.RunningCatalog.OTHER;
import static io.signalbox.catalog.RunningCatalog.published;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.catalog.RunningCatalog;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.CatalogEvent.RouteDefined;
import io.signalbox.contracts.catalog.CatalogEvent.RouteRemoved;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.contracts.catalog.RouteNode;
import io.signalbox.kit.security.Role;
import io.signalbox.testkit.Await;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import java.util.List;
import java.util.Map;
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
    void every_strategy_is_kept_published_and_shown_so_that_it_can_be_sent_back() {
        UUID a = catalog.configuration("r10-a");
        UUID b = catalog.configuration("r10-b");
        String leafA = "{\"strategy\":\"target\",\"configuration\":\"r10-a\",\"model\":\"m\"}";
        String leafB = "{\"strategy\":\"target\",\"configuration\":\"r10-b\",\"model\":\"m\"}";
        String root = """
                {"strategy":"conditional","cases":[
                  {"when":{"projects":["0190a1b2-c3d4-7e5f-8a9b-000000000001"],"users":["ada"],"tags":{"team":"x"},
                           "headers":{"X-Tier":"gold"},"features":["TOOLS"],"inputTokensFrom":10,"inputTokensBelow":99},
                   "node":{"strategy":"experiment","stickyBy":"HEADER","header":"X-Customer","children":[
                     {"weight":1,"node":@a},{"weight":2,"node":@b}]}},
                  {"when":{"features":["STREAM"]},"node":{"strategy":"canary","percent":5,"stable":@a,"canary":@b}}],
                 "otherwise":{"strategy":"round-robin","children":[
                   {"strategy":"least-latency","children":[@a,@b]},
                   {"strategy":"least-busy","children":[@a,@b]},
                   {"strategy":"lowest-cost","children":[@a,@b]}]}}""".replace("@a", leafA).replace("@b", leafB);

        Answer created = acme.post("/api/routes", "{\"name\":\"r10\",\"root\":" + root + "}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode shown = created.json().path("root");
        assertThat(shown.at("/cases/0/when/headers/x-tier").asText()).isEqualTo("gold");
        assertThat(shown.at("/cases/0/node/header").asText()).isEqualTo("x-customer");
        assertThat(acme.put("/api/routes/r10", "{\"root\":" + shown + "}")
                        .json()
                        .path("root"))
                .isEqualTo(shown);
        Await.untilAsserted(() -> assertThat(
                        published("acme/route/" + created.json().path("id").asText(), RouteDefined.class))
                .singleElement()
                .satisfies(route -> assertThat(route.root()).isEqualTo(whole(a, b))));
    }

    private static RouteNode whole(UUID a, UUID b) {
        RouteNode first = new RouteNode.Target(a, "m");
        RouteNode second = new RouteNode.Target(b, "m");
        List<RouteNode> both = List.of(first, second);
        return new RouteNode.Conditional(
                List.of(
                        new RouteNode.Case(
                                new Condition(
                                        List.of(UUID.fromString("0190a1b2-c3d4-7e5f-8a9b-000000000001")),
                                        List.of("ada"),
                                        Map.of("team", "x"),
                                        Map.of("x-tier", "gold"),
                                        List.of(Condition.Feature.TOOLS),
                                        10L,
                                        99L),
                                new RouteNode.Experiment(
                                        RouteNode.StickyBy.HEADER,
                                        "x-customer",
                                        List.of(new RouteNode.Share(1, first), new RouteNode.Share(2, second)))),
                        new RouteNode.Case(
                                new Condition(
                                        List.of(),
                                        List.of(),
                                        Map.of(),
                                        Map.of(),
                                        List.of(Condition.Feature.STREAM),
                                        null,
                                        null),
                                new RouteNode.Canary(5, first, second))),
                new RouteNode.RoundRobin(List.of(
                        new RouteNode.LeastLatency(both),
                        new RouteNode.LeastBusy(both),
                        new RouteNode.LowestCost(both))));
    }

    @Test
    void every_fault_of_a_strategy_is_named_with_its_place() {
        catalog.configuration("r11");
        String leaf = "{\"strategy\":\"target\",\"configuration\":\"r11\",\"model\":\"m\"}";
        Answer refused = acme.post("/api/routes", """
                {"name":"r11","root":{"strategy":"conditional","cases":[
                  {"when":{},"node":@l},
                  {"when":{"features":["MAGIC"],"inputTokensFrom":0,"colour":"red"},"node":@l},
                  {"when":{"projects":["x"],"tags":{}},"node":{"strategy":"experiment","stickyBy":"MOOD","children":[
                    {"weight":1,"node":@l}]}},
                  {"when":{"users":["a"]},"node":{"strategy":"experiment","stickyBy":"USER","header":"x","children":[
                    {"weight":1,"node":@l}]}},
                  {"when":{"users":["a"]},"node":{"strategy":"canary","percent":101,"stable":@l,"canary":@l,"weight":3}}],
                 "otherwise":@l}}""".replace("@l", leaf));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field"))
                .containsExactly(
                        "root.cases[0].when",
                        "root.cases[1].when.colour",
                        "root.cases[1].when.features",
                        "root.cases[1].when.inputTokensFrom",
                        "root.cases[2].when.projects",
                        "root.cases[2].when.tags",
                        "root.cases[2].node.stickyBy",
                        "root.cases[3].node.header",
                        "root.cases[4].node.weight",
                        "root.cases[4].node.percent");
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

    @Test
    void a_route_says_whether_it_is_hedged_and_gone_on_with_and_null_switches_that_off() {
        catalog.configuration("r-failover");
        String root = "\"root\":{\"strategy\":\"target\",\"configuration\":\"r-failover\",\"model\":\"m\"}";

        Answer created = acme.post(
                "/api/routes",
                "{\"name\":\"r-failover\"," + root + ",\"hedge\":{\"afterMillis\":800},\"recovery\":{}}");
        Answer renamed = acme.patch("/api/routes/r-failover", "{\"attemptsMax\":4}");
        Answer off = acme.patch("/api/routes/r-failover", "{\"hedge\":null,\"recovery\":{\"askAnew\":false}}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(renamed.json().at("/hedge/afterMillis").asInt()).isEqualTo(800);
        assertThat(renamed.json().at("/recovery/attemptsMax").asInt()).isEqualTo(1);
        assertThat(renamed.json().at("/recovery/askAnew").asBoolean()).isTrue();
        assertThat(off.json().hasNonNull("hedge")).isFalse();
        assertThat(off.json().at("/recovery/askAnew").asBoolean(true)).isFalse();
        Await.untilAsserted(() -> assertThat(
                        published("acme/route/" + created.json().path("id").asText(), RouteDefined.class))
                .last()
                .satisfies(route -> {
                    assertThat(route.hedge()).isNull();
                    assertThat(route.recovery()).isEqualTo(new Recovery(1, false));
                }));
    }

    @Test
    void a_route_says_how_long_its_answers_are_given_again_and_null_switches_that_off() {
        catalog.configuration("r-cache");
        String root = "\"root\":{\"strategy\":\"target\",\"configuration\":\"r-cache\",\"model\":\"m\"}";

        Answer created = acme.post("/api/routes", "{\"name\":\"r-cache\"," + root + ",\"cache\":{\"ttlSeconds\":60}}");
        Answer renamed = acme.patch("/api/routes/r-cache", "{\"attemptsMax\":4}");
        Answer off = acme.patch("/api/routes/r-cache", "{\"cache\":null}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(renamed.json().at("/cache/ttlSeconds").asInt()).isEqualTo(60);
        assertThat(off.json().hasNonNull("cache")).isFalse();
        Await.untilAsserted(() -> assertThat(
                        published("acme/route/" + created.json().path("id").asText(), RouteDefined.class))
                .extracting(RouteDefined::cache)
                .containsExactly(new Caching(60), new Caching(60), null));
    }

    @Test
    void what_a_route_cannot_say_of_hedging_and_going_on_is_refused_by_name() {
        catalog.configuration("r-odd");
        Map<String, String> odd = Map.of(
                "\"hedge\":{\"after\":5}", "hedge.after",
                "\"hedge\":{}", "hedge",
                "\"hedge\":{\"afterMillis\":100,\"percentile\":95}", "hedge",
                "\"hedge\":{\"percentile\":100}", "hedge.percentile",
                "\"hedge\":{\"afterMillis\":1}", "hedge.afterMillis",
                "\"recovery\":true", "recovery",
                "\"recovery\":{\"attemptsMax\":4}", "recovery.attemptsMax",
                "\"recovery\":{\"askAnew\":\"yes\"}", "recovery.askAnew",
                "\"recovery\":{\"resume\":true}", "recovery.resume",
                "\"cache\":{\"ttlSeconds\":0}", "cache.ttlSeconds");

        odd.forEach((said, field) -> {
            Answer refused = acme.post(
                    "/api/routes",
                    "{\"name\":\"r-odd\",\"root\":{\"strategy\":\"target\",\"configuration\":\"r-odd\",\"model\":\"m\"},"
                            + said + "}");

            assertThat(refused.status()).as(said).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/field").asText()).as(said).isEqualTo(field);
        });
    }
}
