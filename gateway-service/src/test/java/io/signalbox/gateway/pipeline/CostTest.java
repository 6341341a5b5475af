package io.signalbox.gateway.pipeline;

import static io.signalbox.gateway.pipeline.ScriptedProvider.events;
import static io.signalbox.gateway.pipeline.ScriptedProvider.eventsThenReset;
import static io.signalbox.gateway.pipeline.ScriptedProvider.json;
import static io.signalbox.gateway.pipeline.Talk.DONE;
import static io.signalbox.gateway.pipeline.Talk.HEL;
import static io.signalbox.gateway.pipeline.Talk.LO;
import static io.signalbox.gateway.pipeline.Talk.ROLE;
import static io.signalbox.gateway.pipeline.Talk.STOP;
import static io.signalbox.gateway.pipeline.Talk.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.ModelType;
import io.signalbox.contracts.Money;
import io.signalbox.contracts.catalog.Caching;
import io.signalbox.contracts.catalog.Recovery;
import io.signalbox.gateway.pipeline.ScriptedProvider.Behaviour;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that want to be told what their answers cost: it is what the entries of the ledger say. */
class CostTest {
    private static final Pattern COST = Pattern.compile("\"cost\":([^,}]+)");
    private static final String EMBEDDED = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
            + "\"embedding\":[0.5]}],\"model\":\"vectors\",\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}";
    /** As OpenRouter says what it charges itself. */
    private static final String OWN = Talk.ANSWER.replace("\"usage\":{", "\"usage\":{\"cost\":0.5,\"is_byok\":false,");

    private final DataPlaneFixture gateway = new DataPlaneFixture();
    private final List<ScriptedProvider> providers = new ArrayList<>();

    @AfterEach
    void close() {
        gateway.close();
        providers.forEach(ScriptedProvider::close);
    }

    private ScriptedProvider target(String name, String type, Behaviour... script) {
        ScriptedProvider provider = new ScriptedProvider(script);
        providers.add(provider);
        gateway.target(name, type, provider.baseUrl());
        return provider;
    }

    private HttpResponse<String> ask(String path, String body, String asked) {
        HttpRequest.Builder request = gateway.caller().post(path, body);
        return gateway.caller().send(request.header("x-signalbox-cost", asked));
    }

    private HttpResponse<String> ask(String path, String body) {
        return ask(path, body, "true");
    }

    private static List<String> told(HttpResponse<String> reply) {
        return COST.matcher(reply.body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private BigDecimal recorded(int attempts) {
        return gateway.closed(attempts).stream()
                .map(entry ->
                        Objects.requireNonNull(entry.closing().shownCost()).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A way to ask, what answers, and what the caller would get without its wish. */
    record Case(String type, String path, String ask, Behaviour answer) {
        @Override
        public String toString() {
            return path + " of " + type + (ask.contains("\"stream\":true") ? ", streamed" : "");
        }
    }

    private static String[] message() {
        return new String[] {
            Messages.START, Messages.BLOCK, Messages.HELLO, Messages.BLOCK_END, Messages.END, Messages.STOP
        };
    }

    static Stream<Case> cases() {
        String usageAsked = Talk.ASK_STREAM.replace(
                "\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        String[] responded = {Told.CREATED, Told.ITEM, Told.PART, Told.HELLO, Told.COMPLETED};
        Behaviour chunks = events(ROLE, HEL, LO, STOP, USAGE, DONE);
        return Stream.of(
                new Case("openai", "/v1/chat/completions", Talk.ASK, json(200, Talk.ANSWER)),
                new Case("openai", "/v1/chat/completions", usageAsked, chunks),
                new Case("openai", "/v1/responses", Told.ASK, json(200, Told.ANSWER)),
                new Case("openai", "/v1/responses", Told.ASK_STREAM, events(responded)),
                new Case("openai", "/v1/messages", Messages.ASK, json(200, Talk.ANSWER)),
                new Case("openai", "/v1/messages", Messages.ASK_STREAM, chunks),
                new Case("anthropic", "/v1/chat/completions", Talk.ASK, json(200, Messages.ANSWER)),
                new Case("anthropic", "/v1/chat/completions", usageAsked, events(message())),
                new Case("anthropic", "/v1/responses", Told.ASK, json(200, Messages.ANSWER)),
                new Case("anthropic", "/v1/responses", Told.ASK_STREAM, events(message())),
                new Case("anthropic", "/v1/messages", Messages.ASK, json(200, Messages.ANSWER)),
                new Case("anthropic", "/v1/messages", Messages.ASK_STREAM, events(message())));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_answer_says_what_its_entry_costs_and_stays_as_it_is_otherwise(Case each) {
        target("main", each.type(), each.answer(), each.answer());
        gateway.start();
        HttpResponse<String> plain = ask(each.path(), each.ask(), "false");

        HttpResponse<String> reply = ask(each.path(), each.ask());

        BigDecimal cost = Objects.requireNonNull(
                        gateway.closed(2).getLast().closing().shownCost())
                .amount();
        assertThat(told(plain)).isEmpty();
        assertThat(told(reply)).containsExactly(cost.toPlainString());
        assertThat(cost).isPositive();
        assertThat(withoutIds(COST.matcher(reply.body()).replaceAll("").replace("{,", "{")))
                .isEqualTo(withoutIds(plain.body()));
    }

    /** What the gateway makes anew for every answer that crosses over. */
    private static String withoutIds(String body) {
        return body.replaceAll("\"((?:resp|msg|rs|fc)_)[^\"]*\"", "\"$1\"")
                .replaceAll("\"(created|created_at|completed_at)\":\\d+", "\"$1\":0");
    }

    @Test
    void the_cost_is_each_meter_times_its_price() {
        target("main", "openai", json(200, Talk.ANSWER));
        gateway.start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK);

        // 12 of input at 0.000001, four of them cached and priced as input, and 3 of output at 0.000004.
        assertThat(reply.body()).isEqualTo(Talk.ANSWER.replace("\"usage\":{", "\"usage\":{\"cost\":0.000024,"));
    }

    @Test
    void embeddings_say_it_too() {
        target("main", "openai", json(200, EMBEDDED));
        gateway.offers("main", "openai", "vectors", ModelType.EMBEDDING, "input_tokens", "0.00000002")
                .start();

        HttpResponse<String> reply = ask("/v1/embeddings", "{\"model\":\"main/vectors\",\"input\":\"a\"}");

        assertThat(reply.body()).isEqualTo(EMBEDDED.replace("\"usage\":{", "\"usage\":{\"cost\":0.00000014,"));
        assertThat(recorded(1)).isEqualByComparingTo("0.00000014");
    }

    @Test
    void who_wants_the_cost_of_a_chats_stream_gets_the_chunk_it_stands_in() {
        target("main", "openai", events(ROLE, HEL, LO, STOP, USAGE, DONE));
        gateway.start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK_STREAM);

        assertThat(reply.body())
                .endsWith(USAGE.replace("\"usage\":{", "\"usage\":{\"cost\":0.000024,") + "\n\n" + DONE + "\n\n");
        assertThat(recorded(1)).isEqualByComparingTo("0.000024");
    }

    @Test
    void a_providers_own_figure_gives_way_to_that_of_the_ledger() {
        target("main", "openai", json(200, OWN));
        gateway.start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK);

        assertThat(reply.body()).isEqualTo(OWN.replace("0.5", "0.000024"));
    }

    @Test
    void who_does_not_ask_gets_a_providers_own_figure_as_it_came() {
        target("main", "openai", json(200, OWN));
        gateway.start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK, "false");

        assertThat(reply.body()).isEqualTo(OWN);
    }

    @Test
    void a_model_without_a_price_has_no_cost() {
        ScriptedProvider provider = new ScriptedProvider(json(200, Talk.ANSWER), json(200, OWN));
        providers.add(provider);
        gateway.openTarget("main", provider.baseUrl()).start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK);
        HttpResponse<String> own = ask("/v1/chat/completions", Talk.ASK);

        assertThat(reply.body()).isEqualTo(Talk.ANSWER);
        assertThat(own.body()).isEqualTo(OWN.replace("0.5", "null"));
        assertThat(gateway.closed(2))
                .allSatisfy(entry -> assertThat(entry.closing().shownCost()).isNull());
    }

    @Test
    void a_price_that_is_not_in_dollars_is_not_told_as_if_it_were() {
        target("main", "openai", json(200, EMBEDDED));
        gateway.offers(
                        "main",
                        "openai",
                        "vectors",
                        ModelType.EMBEDDING,
                        "input_tokens",
                        new Money(BigDecimal.ONE, "EUR"))
                .start();

        HttpResponse<String> reply = ask("/v1/embeddings", "{\"model\":\"main/vectors\",\"input\":\"a\"}");

        assertThat(reply.body()).isEqualTo(EMBEDDED);
        assertThat(gateway.closed(1).getFirst().closing().shownCost()).isEqualTo(new Money(new BigDecimal(7), "EUR"));
    }

    @Test
    void a_stream_that_another_target_went_on_with_costs_what_both_attempts_do() {
        target("main", "openai", eventsThenReset(ROLE, HEL.replace("hel", "Once upon a time there was a signal box ")));
        target(
                "spare",
                "anthropic",
                events(
                        message()[0],
                        message()[1],
                        Messages.HELLO.replace("hello", "there was a signal box on a hill."),
                        message()[3],
                        message()[4],
                        message()[5]));
        gateway.recovery = new Recovery(1, true);
        gateway.route("fast", DataPlaneFixture.QUICK, 3, "main", "spare").start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK_STREAM.replace("main/small", "fast"));

        assertThat(reply.body()).contains(": continued by spare/small").endsWith(DONE + "\n\n");
        assertThat(told(reply)).containsExactly(recorded(2).toPlainString());
        assertThat(gateway.closed(2))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(
                                Objects.requireNonNull(entry.closing().shownCost())
                                        .amount())
                        .isPositive());
    }

    @Test
    void an_attempt_that_failed_unseen_is_no_part_of_the_answer_and_of_its_cost() {
        target("main", "openai", eventsThenReset(ROLE));
        target("spare", "openai", events(ROLE, HEL, LO, STOP, USAGE, DONE));
        gateway.route("fast", DataPlaneFixture.QUICK, 2, "main", "spare").start();

        HttpResponse<String> reply = ask("/v1/chat/completions", Talk.ASK_STREAM.replace("main/small", "fast"));

        assertThat(told(reply)).containsExactly("0.000024");
        assertThat(gateway.closed(2)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {Talk.ASK, Talk.ASK_STREAM})
    void a_kept_answer_costs_nothing_and_says_so_only_to_whoever_asks(String asked) {
        Behaviour answer = asked.equals(Talk.ASK) ? json(200, Talk.ANSWER) : events(ROLE, HEL, LO, STOP, USAGE, DONE);
        target("main", "openai", answer, answer);
        gateway.cache = new Caching(60);
        gateway.route("again", DataPlaneFixture.QUICK, 1, "main").start();
        String body = asked.replace("main/small", "again");
        HttpResponse<String> first = ask("/v1/chat/completions", body);

        HttpResponse<String> second = ask("/v1/chat/completions", body);
        HttpResponse<String> plain = gateway.caller().chat(body);

        assertThat(told(first)).containsExactly("0.000024");
        assertThat(second.headers().firstValue("x-signalbox-cache")).contains("hit");
        assertThat(second.body()).isEqualTo(first.body().replace("0.000024", "0"));
        assertThat(told(plain)).isEmpty();
        assertThat(gateway.closed(2)).hasSize(2);
    }

    @Test
    void what_is_neither_yes_nor_no_is_refused() {
        ScriptedProvider provider = target("main", "openai", json(200, Talk.ANSWER));
        gateway.start();

        HttpResponse<String> reply = ask("/v1/messages", Messages.ASK, "please");

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("'x-signalbox-cost'", "true or false");
        assertThat(provider.received).isEmpty();
    }
}
