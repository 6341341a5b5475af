package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What SDKs are tried against: a configuration of every format the simulated provider speaks (those that are OpenAI's but
 * for their manners are the dialect matrix's), and for each SDK a model of its own that reaches its limit once and one
 * whose account is empty, so that none meets what another left behind.
 */
final class Upstreams {
    private record Upstream(String dialect, String base) {
        String configuration() {
            return "sdk-" + dialect;
        }
    }

    private static final Upstream OPENAI = new Upstream("openai", "/openai/v1");

    /** First the one that keeps responses. */
    private static final List<Upstream> ALL = List.of(
            OPENAI,
            new Upstream("anthropic", "/anthropic"),
            new Upstream("gemini", "/gemini/v1beta"),
            new Upstream("cohere", "/cohere"),
            new Upstream("ollama", "/ollama"));

    /** One model behind each dialect. */
    static final List<String> MODELS =
            ALL.stream().map(each -> each.configuration() + "/sim-small").toList();

    private static final List<String> SDKS =
            List.of("openai-node", "anthropic-node", "ai-node", "openai-java", "anthropic-java");
    private static final String KEY = "sk-upstreams-0123456789abcdef";

    private final Installation installation;

    private Upstreams(Installation installation) {
        this.installation = installation;
    }

    /** Makes them through the API, as anybody would. */
    static Upstreams of(Installation installation) {
        Upstreams made = new Upstreams(installation);
        String models = SDKS.stream()
                .flatMap(sdk -> Stream.of("limited-" + sdk, "broke-" + sdk))
                .collect(Collectors.joining("\",\"", "\"", "\""));
        installation.simulator("POST", "/admin/models", "{\"dialect\":\"openai\",\"add\":[%s]}".formatted(models));
        ALL.forEach(each -> made.configuration(each.configuration(), each));
        SDKS.forEach(sdk -> made.configuration(account(sdk), OPENAI));
        SDKS.forEach(made::limitedRoute);
        Installation.eventually(
                "the gateway knows the upstreams",
                () -> Optional.of(installation.models())
                        .filter(known -> MODELS.stream().allMatch(known::contains)
                                && SDKS.stream()
                                        .allMatch(sdk -> known.contains("\"" + limited(sdk) + "\"")
                                                && known.contains("\"" + made.broke(sdk) + "\""))));
        return made;
    }

    /** With a key of its own: an account that is empty is empty for all that its key is for. */
    private void configuration(String name, Upstream upstream) {
        String key = KEY + name;
        installation.simulator(
                "POST", "/admin/keys", "{\"dialect\":\"%s\",\"add\":[\"%s\"]}".formatted(upstream.dialect(), key));
        HttpResponse<String> created = installation.manage("POST", "/api/configurations", """
                {"name":"%s","provider":"%s","baseUrl":"%s%s","apiKey":"%s"}""".formatted(
                        name, upstream.dialect(), installation.value("SIGNALBOX_SIMULATOR_URL"), upstream.base(), key));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    private static String account(String sdk) {
        return "sdk-account-" + sdk;
    }

    /** One attempt only, so that a limit reaches the caller. The catalogue may not have heard of the model yet. */
    private void limitedRoute(String sdk) {
        Installation.eventually(
                "a route to a limited model",
                () -> Optional.of(installation.manage("POST", "/api/routes", """
                                {"name":"%s","attemptsMax":1,
                                 "root":{"strategy":"target","configuration":"sdk-openai","model":"limited-%s"}}""".formatted(limited(sdk), sdk)))
                        .filter(created -> created.statusCode() == 201));
    }

    private static String limited(String sdk) {
        return "limit-" + sdk;
    }

    /** A model that answers once that its limit is reached, for a second, and then as usual. */
    String limitedOnce(String sdk) {
        HttpResponse<String> armed = installation.simulator("POST", "/admin/faults", """
                {"fault":"rate_limited","times":1,"retryAfterSeconds":1,"match":{"model":"limited-%s"}}""".formatted(sdk));
        assertThat(armed.statusCode()).as(armed.body()).isBetween(200, 299);
        return limited(sdk);
    }

    /** A model that may be told {@code [[sim fault=insufficient_quota]]}. */
    String broke(String sdk) {
        return account(sdk) + "/broke-" + sdk;
    }

    /** How often the provider was asked for the model whose account is empty. */
    long callsOfBroke(String sdk) {
        return installation
                .simulator("GET", "/admin/tally?since=0&limit=100000", null)
                .body()
                .lines()
                .map(Installation::json)
                .filter(line -> line.path("model").asText().equals("broke-" + sdk))
                .map(line -> line.path("requestId").asText())
                .distinct()
                .count();
    }
}
