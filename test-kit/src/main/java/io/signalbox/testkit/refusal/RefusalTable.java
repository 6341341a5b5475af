package io.signalbox.testkit.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.Problem;
import io.signalbox.testkit.embedded.EmbeddedServices;
import io.signalbox.testkit.embedded.TestHttp;
import io.signalbox.testkit.embedded.TestHttp.Answer;
import io.signalbox.testkit.embedded.TestService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls every route of a running service in every wrong way, checks that each answer is the refusal it should be, and
 * compares all of them with the table committed under {@code docs/generated/refusals}. A route nobody gave an example
 * for fails. With {@code -Drefusals.write=true} the committed table is written anew.
 */
public final class RefusalTable {
    /** Who owns what the examples name. */
    public static final String TENANT = "acme";

    private static final String DEAD_LETTERS = "GET /internal/dead-letters";
    private static final String STRANGER = "stranger";
    private static final int OVERSIZED_CHARACTERS = 2 * 1024 * 1024;
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private final TestService service;
    private final ServiceRoutes routes;
    private final Map<String, RouteExample> examples = new TreeMap<>();

    private RefusalTable(TestService service) {
        this.service = service;
        this.routes = new ServiceRoutes(service);
        // What the kit answers in every service.
        open("GET /api/health", null);
        if (routes.all().containsKey(DEAD_LETTERS)) {
            internal(DEAD_LETTERS, null);
            internal("POST /internal/dead-letters/{id}/replay", null, "00000000-0000-0000-0000-000000000000");
        }
    }

    public static RefusalTable of(TestService service) {
        return new RefusalTable(service);
    }

    /** A route for the administrators of a tenant; {@code variables} fill its path in order and belong to {@link #TENANT}. */
    public RefusalTable route(String route, @Nullable String body, String... variables) {
        return add(
                new Allowed(EmbeddedServices.identity().administrator(TENANT), false, false), route, body, variables);
    }

    /** A route for that service of the installation. */
    public RefusalTable routeFor(String caller, String route, @Nullable String body, String... variables) {
        return add(new Allowed(EmbeddedServices.identity().service(caller), false, true), route, body, variables);
    }

    /** A route for any other service. */
    public RefusalTable internal(String route, @Nullable String body, String... variables) {
        return routeFor("gateway", route, body, variables);
    }

    /** A route that needs no token. */
    public RefusalTable open(String route, @Nullable String body, String... variables) {
        return add(new Allowed(EmbeddedServices.identity().administrator(TENANT), true, false), route, body, variables);
    }

    /** Who may call a route. */
    private record Allowed(String token, boolean open, boolean service) {}

    private RefusalTable add(Allowed allowed, String route, @Nullable String body, String... variables) {
        String path = route.substring(route.indexOf(' ') + 1);
        for (String variable : variables) {
            path = VARIABLE.matcher(path).replaceFirst(Matcher.quoteReplacement(variable));
        }
        examples.put(
                route,
                new RouteExample(
                        route,
                        path,
                        body,
                        allowed.token(),
                        allowed.open(),
                        allowed.service(),
                        Arrays.asList(variables)));
        return this;
    }

    /** {@code name} is that of the committed file. */
    public void check(String name) {
        assertThat(examples.keySet())
                .as("every route has an example, and every example a route")
                .isEqualTo(routes.all().keySet());
        List<String> wrong = new ArrayList<>();
        List<String> rows = examples.values().stream()
                .flatMap(example -> Stream.of(RefusalCase.values())
                        .filter(wanted -> applies(wanted, example))
                        .flatMap(wanted -> row(example, wanted, wrong).stream()))
                .toList();
        assertThat(wrong).as("answers that are no proper refusal").isEmpty();
        CommittedTable.compare(name, text(name, rows));
    }

    private boolean applies(RefusalCase wanted, RouteExample example) {
        return switch (wanted) {
            case NO_TOKEN, WRONG_TOKEN, WRONG_ROLE -> !example.open();
            case OTHER_TENANT ->
                !example.variables().isEmpty()
                        && !example.open()
                        && !example.path().startsWith("/internal/");
            case MALFORMED_JSON, UNKNOWN_FIELD, OVERSIZED_BODY -> routes.takesJson(example.route());
            case BAD_PARAMETER -> true;
            case MALFORMED_ID -> routes.endsInId(example.route());
        };
    }

    private Optional<String> row(RouteExample example, RefusalCase wanted, List<String> wrong) {
        Answer answer = call(example, wanted);
        if (wanted == RefusalCase.WRONG_ROLE && answer.status() != 403) {
            return Optional.empty();
        }
        String problem = fault(wanted, answer);
        if (!problem.isEmpty()) {
            wrong.add(example.route() + " with " + wanted.words() + ": " + problem + ": " + answer.status() + " "
                    + answer.body());
            return Optional.empty();
        }
        JsonNode first = answer.json().path("errors").path(0);
        return Optional.of("| `%s` | %s | %d | `%s` | %s | %s |"
                .formatted(
                        example.route(),
                        wanted.words(),
                        answer.status(),
                        first.path("code").asText(),
                        first.path("field").asText("").isEmpty()
                                ? ""
                                : "`" + first.path("field").asText() + "`",
                        first.path("remedy").asText()));
    }

    private static String fault(RefusalCase wanted, Answer answer) {
        if (answer.status() != wanted.status()) {
            return "another status";
        }
        if (!answer.header("content-type").startsWith(Problem.MEDIA_TYPE)) {
            return "not " + Problem.MEDIA_TYPE;
        }
        JsonNode first = answer.json().path("errors").path(0);
        if (first.path("remedy").asText().isBlank()
                || first.path("code").asText().isBlank()) {
            return "no code or no remedy";
        }
        boolean namesIt = switch (wanted) {
            case UNKNOWN_FIELD, BAD_PARAMETER ->
                first.path("field").asText().equals("surprise")
                        && !first.path("remedy").asText().contains("surprise");
            case NO_TOKEN, WRONG_TOKEN, OTHER_TENANT, MALFORMED_JSON, OVERSIZED_BODY, MALFORMED_ID, WRONG_ROLE -> true;
        };
        return namesIt ? "" : "the field is not named, or what may stand instead";
    }

    private Answer call(RouteExample example, RefusalCase wanted) {
        String body = example.body();
        String path = example.path();
        String token = example.token();
        switch (wanted) {
            case NO_TOKEN -> {
                return service.http().send(example.method(), path, body);
            }
            case WRONG_TOKEN -> token = "not.a.token";
            case OTHER_TENANT ->
                token = example.service() ? token : EmbeddedServices.identity().administrator(STRANGER);
            case WRONG_ROLE -> token = EmbeddedServices.identity().user(new TenantId(TENANT), "nobody");
            case MALFORMED_JSON -> body = "{\"name\": ";
            case UNKNOWN_FIELD -> body = withSurprise(example);
            case OVERSIZED_BODY -> body = "{\"name\": \"" + "x".repeat(OVERSIZED_CHARACTERS) + "\"}";
            case BAD_PARAMETER -> path = path + "?surprise=1";
            case MALFORMED_ID -> path = example.withMalformedId();
        }
        TestHttp http = service.http().as(token);
        String tenant = wanted == RefusalCase.OTHER_TENANT ? STRANGER : TENANT;
        return (example.service() && wanted != RefusalCase.WRONG_ROLE ? http.with("signalbox-tenant", tenant) : http)
                .send(example.method(), path, body);
    }

    private static String withSurprise(RouteExample example) {
        String body = example.body();
        assertThat(body)
                .as("%s takes JSON: give its example a body", example.route())
                .isNotNull();
        return String.valueOf(body).strip().equals("{}")
                ? "{\"surprise\":1}"
                : "{\"surprise\":1," + String.valueOf(body).strip().substring(1);
    }

    private static String text(String name, List<String> rows) {
        return "# What the %s service refuses, and how\n\n".formatted(name)
                + "Written by a test from the routes the service really has. Every answer is `" + Problem.MEDIA_TYPE
                + "`.\n\n| route | what is wrong | status | code | field | remedy |\n|---|---|---|---|---|---|\n"
                + String.join("\n", rows)
                + "\n";
    }
}
