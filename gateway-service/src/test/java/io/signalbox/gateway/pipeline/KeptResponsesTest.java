package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.Told.id;
import static io.signalbox.gateway.pipeline.Told.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.contracts.provider.ProviderEvent.ProviderConfigurationRemoved;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.kit.identity.NamedId;
import io.signalbox.simulator.Settings;
import io.signalbox.simulator.SimulatedProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that a target keeps: gone on from, shown, deleted, only by whoever made them and only for their tenant. */
class KeptResponsesTest {
    private static final String STRANGER = DataPlaneFixture.keyText("sssssssssssssssssssssssssssssssssssssssssss");
    private static final String NARROW = DataPlaneFixture.keyText("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn");

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private SimulatedProvider first;
    private SimulatedProvider second;

    @BeforeEach
    void start() throws IOException {
        first = SimulatedProvider.start(Settings.local().withKey("openai", "sk-main"));
        second = SimulatedProvider.start(
                Settings.local().withKey("openai", "sk-spare").withKey("openai", "sk-chats"));
        for (SimulatedProvider provider : List.of(first, second)) {
            provider.models("openai").add("small");
        }
        world(gateway).start();
    }

    /** Two targets that keep responses, a third that only chats, and a key of somebody else. */
    private DataPlaneFixture world(DataPlaneFixture of) {
        of.key(new TenantId("stranger"), STRANGER, null, List.of());
        of.key(NARROW, null, List.of("spare/small"));
        return of.target("main", "openai", first.baseUrl("openai"))
                .target("spare", "openai", second.baseUrl("openai"))
                .target("chats", "openai-compatible", second.baseUrl("openai"))
                .route("either", DataPlaneFixture.QUICK, 2, "main", "spare")
                .route("others", DataPlaneFixture.QUICK, 2, "spare", "chats");
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
        first.close();
        second.close();
    }

    private static String ask(String model) {
        return "{\"model\":\"" + model + "\",\"input\":\"one two three\"}";
    }

    private static String next(String model, String previous) {
        return "{\"model\":\"" + model + "\",\"input\":\"and then\",\"previous_response_id\":\"" + previous + "\"}";
    }

    private HttpResponse<String> get(String path) {
        return gateway.caller().send(gateway.caller().to(path).GET());
    }

    @Test
    void a_request_that_goes_on_is_sent_to_the_target_that_made_what_it_goes_on_from() {
        String made = id(gateway.caller().respond(ask("spare/small")));

        HttpResponse<String> reply = gateway.caller().respond(next("either", made));

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        assertThat(reply.headers().firstValue("x-signalbox-route")).hasValue("either");
        assertThat(json(reply).path("previous_response_id").asText()).isEqualTo(made);
        assertThat(first.tally().entries()).isEmpty();
        assertThat(second.requests().last(1).getFirst().body()).contains("\"previous_response_id\":\"resp_sim");
    }

    @Test
    void a_stream_can_be_gone_on_from_and_go_on() {
        String made = id(
                gateway.caller().respond("{\"stream\":true," + ask("main/small").substring(1)));

        HttpResponse<String> reply = gateway.caller()
                .respond("{\"stream\":true," + next("either", made).substring(1));

        JsonNode created = Messages.events(reply.body()).getFirst().path("response");
        JsonNode completed = Messages.events(reply.body()).getLast().path("response");
        assertThat(created.path("previous_response_id").asText()).isEqualTo(made);
        assertThat(completed.path("id")).isEqualTo(created.path("id"));
        assertThat(completed.path("status").asText()).isEqualTo("completed");
    }

    @Test
    void another_replica_and_a_later_one_know_the_id_too() {
        String made = id(gateway.caller().respond(ask("spare/small")));
        try (DataPlaneFixture replica = world(new DataPlaneFixture()).start()) {
            HttpResponse<String> reply = replica.caller().respond(next("either", made));

            assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
        }
    }

    @Test
    void without_a_model_it_goes_on_where_it_was() {
        String made = id(gateway.caller().respond(ask("spare/small")));

        HttpResponse<String> reply =
                gateway.caller().respond("{\"input\":\"and\",\"previous_response_id\":\"" + made + "\"}");

        assertThat(reply.headers().firstValue("x-signalbox-target")).hasValue("spare/small");
    }

    @Test
    void where_its_target_is_not_it_is_refused_with_the_reason() {
        String made = id(gateway.caller().respond(ask("main/small")));

        HttpResponse<String> reply = gateway.caller().respond(next("others", made));

        JsonNode error = json(reply).path("error");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(error.path("param").asText()).isEqualTo("previous_response_id");
        assertThat(error.path("code").asText()).isEqualTo("previous_response_not_found");
        assertThat(error.path("message").asText()).contains("'others'").contains("Ask main/small");
        assertThat(gateway.closed(1)).hasSize(1);
    }

    @Test
    void when_its_configuration_is_gone_it_is_refused() {
        String made = id(gateway.caller().respond(ask("main/small")));
        gateway.accept(new ProviderConfigurationRemoved(
                DataPlaneFixture.ACME, NamedId.of("configuration/main"), DataPlaneFixture.THEN.plusSeconds(1)));
        gateway.compile(true);

        HttpResponse<String> reply = gateway.caller().respond(next("others", made));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).at("/error/message").asText()).contains("gone or not for this key");
        assertThat(get("/v1/responses/" + made).statusCode()).isEqualTo(404);
    }

    @Test
    void a_chat_leaves_nothing_to_go_on_from() {
        HttpResponse<String> chat = gateway.caller().respond(ask("chats/small"));

        HttpResponse<String> reply = gateway.caller().respond(next("others", id(chat)));

        assertThat(chat.statusCode()).isEqualTo(200);
        assertThat(json(chat).path("store").asBoolean(true)).isFalse();
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).at("/error/message").asText())
                .contains("keeps none")
                .contains("'input'");
        assertThat(get("/v1/responses/" + id(chat)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp_sim1", "resp_68af4030592c81938ec0a5fbab4a3e9f", "resp_", "x", "resp_AQ"})
    void an_id_that_was_not_given_out_here_leads_nowhere(String invented) {
        String unused = id(gateway.caller().respond(ask("main/small")));

        HttpResponse<String> next = gateway.caller().respond(next("main/small", invented));
        HttpResponse<String> shown = get("/v1/responses/" + invented);

        assertThat(next.statusCode()).isEqualTo(400);
        assertThat(json(next).at("/error/code").asText()).isEqualTo("previous_response_not_found");
        assertThat(shown.statusCode()).isEqualTo(404);
        assertThat(json(shown).at("/error/code").asText()).isEqualTo("response_not_found");
        assertThat(first.tally().entries()).hasSize(1);
    }

    @Test
    void no_id_leads_another_tenant_or_a_key_without_its_target_to_a_response() {
        String made = id(gateway.caller().respond(ask("main/small")));

        for (String key : List.of(STRANGER, NARROW)) {
            Caller other = new Caller(gateway.port(), key);
            assertThat(other.send(other.to("/v1/responses/" + made).GET()).statusCode())
                    .isEqualTo(404);
            assertThat(other.respond(next("spare/small", made)).statusCode()).isIn(400, 404);
        }
        assertThat(first.tally().entries()).hasSize(1);
    }

    @Test
    void an_id_with_one_letter_changed_is_nobodys() {
        String made = id(gateway.caller().respond(ask("main/small")));

        for (int at = 5; at < made.length(); at += 7) {
            char other = made.charAt(at) == 'A' ? 'B' : 'A';
            String changed = made.substring(0, at) + other + made.substring(at + 1);
            assertThat(get("/v1/responses/" + changed).statusCode()).as(changed).isEqualTo(404);
        }
        assertThat(first.tally().entries()).hasSize(1);
    }

    @Test
    void it_is_shown_by_its_target_and_nothing_is_used() {
        HttpResponse<String> made = gateway.caller().respond(ask("main/small"));

        HttpResponse<String> shown = get("/v1/responses/" + id(made) + "?include[]=reasoning.encrypted_content");

        RecordingJournal.Entry entry = gateway.closed(2).getLast();
        AttemptClosing closing = entry.closing();
        assertThat(shown.body()).isEqualTo(made.body());
        assertThat(entry.opening().operation()).isEqualTo("kept_response");
        assertThat(entry.opening().modelAsked()).isEqualTo("main/small");
        assertThat(closing.meters()).isEmpty();
        assertThat(closing.estimated()).isFalse();
        assertThat(Objects.requireNonNull(closing.shownCost()).amount()).isEqualByComparingTo(BigDecimal.ZERO);
        assertThat(first.requests().last(1).getFirst().path()).endsWith("/v1/responses/resp_sim1");
    }

    @Test
    void what_it_was_made_from_is_shown_too() {
        String made = id(gateway.caller().respond(ask("main/small")));

        HttpResponse<String> items = get("/v1/responses/" + made + "/input_items?limit=5&order=asc");

        assertThat(items.statusCode()).isEqualTo(200);
        assertThat(json(items).at("/data/0/content/0/text").asText()).isEqualTo("one two three");
    }

    @Test
    void it_is_deleted_once_and_then_gone() {
        String made = id(gateway.caller().respond(ask("main/small")));
        Caller caller = gateway.caller();

        HttpResponse<String> deleted =
                caller.send(caller.to("/v1/responses/" + made).DELETE());
        HttpResponse<String> again =
                caller.send(caller.to("/v1/responses/" + made).DELETE());

        assertThat(json(deleted).path("deleted").asBoolean()).isTrue();
        assertThat(json(deleted).path("id").asText()).isEqualTo(made);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(json(again).at("/error/code").asText()).isEqualTo("response_not_found");
        assertThat(json(again).at("/error/message").asText()).contains(made).doesNotContain("sim1'");
        assertThat(caller.respond(ask("main/small")).statusCode()).isEqualTo(200);
    }

    @Test
    void one_that_is_whole_cannot_be_cancelled_and_its_target_says_so() {
        String made = id(gateway.caller().respond(ask("main/small")));

        HttpResponse<String> reply =
                gateway.caller().send(gateway.caller().post("/v1/responses/" + made + "/cancel", ""));

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(json(reply).at("/error/message").asText())
                .contains("synchronous")
                .contains(made);
    }

    @Test
    void a_route_without_its_target_any_more_still_lets_it_be_shown() {
        String made = id(gateway.caller().respond(ask("either")));
        gateway.route("either", DataPlaneFixture.QUICK, 2, "spare");
        gateway.compile(true);

        assertThat(gateway.caller().respond(next("either", made)).statusCode()).isEqualTo(400);
        assertThat(get("/v1/responses/" + made).statusCode()).isEqualTo(200);
    }
}
