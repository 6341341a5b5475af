package io.signalbox.gateway.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.BuiltInTypes;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.gateway.matrix.MatrixDocument.Told;
import io.signalbox.gateway.matrix.Sheet.Column;
import io.signalbox.gateway.matrix.Sheet.Feature;
import io.signalbox.gateway.pipeline.EveryProviderType;
import io.signalbox.simulator.fault.FaultKind;
import io.signalbox.simulator.tally.ReceivedRequests.ReceivedRequest;
import io.signalbox.testkit.refusal.CommittedTable;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every dialect of callers in front of every provider type: what arrives at the provider and what the caller gets are
 * compared with the sheets beside this test, field by field, and what came out is written down for users. A new provider
 * type is a column by itself; what it is expected to be asked stands under its adapter's name in the sheets.
 */
class DialectMatrixTest {
    private static final List<Sheet> SHEETS = Sheet.all();
    private static final List<Column> COLUMNS = columns();
    private static final List<FaultKind> ERRORS = Arrays.stream(FaultKind.values())
            .filter(kind -> kind.error() != null)
            .toList();
    /** Several calls at once, so that no cell may lean on being alone. */
    private static final int CALLERS = 8;

    private final List<String> wrong = new ArrayList<>();

    private static List<Column> columns() {
        Adapters adapters = Adapters.load();
        return BuiltInTypes.load().stream()
                .map(type -> Column.of(type, adapters.named(type.adapter()).orElseThrow()))
                .filter(column -> column.adapter().operations().contains(Operation.CHAT))
                .toList();
    }

    @Test
    void every_caller_gets_from_every_provider_what_the_sheets_say() throws InterruptedException {
        MatrixDocument document = new MatrixDocument(COLUMNS);
        try (EveryProviderType parts = parts();
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (Sheet sheet : SHEETS) {
                List<MatrixDocument.Row> features = new ArrayList<>();
                for (Feature feature : sheet.features()) {
                    features.add(row(feature.name(), callers, column -> cell(parts, sheet, feature, column)));
                }
                List<MatrixDocument.Row> errors = new ArrayList<>();
                for (FaultKind error : ERRORS) {
                    errors.add(row(error.wireName(), callers, column -> error(parts, sheet, error, column)));
                }
                document.add(sheet, features, errors);
            }
            String written = document.written();
            assertThat(wrong).as("cells that are not as the sheets say").isEmpty();
            CommittedTable.compareDocument("dialect-matrix", written);
        }
    }

    private static EveryProviderType parts() {
        EveryProviderType parts = new EveryProviderType();
        for (Column column : COLUMNS) {
            parts.target(column.type().type(), column.type());
            // One target for each error: those that fail are left alone for a while.
            ERRORS.forEach(
                    error -> SHEETS.forEach(sheet -> parts.target(failing(sheet, error, column), column.type())));
        }
        return parts.start();
    }

    private static String failing(Sheet sheet, FaultKind error, Column column) {
        return column.type().type() + "-" + error.wireName() + "-"
                + sheet.wire().name();
    }

    private interface Asking {
        Told ask(Column column);
    }

    private MatrixDocument.Row row(String name, ExecutorService callers, Asking asking) throws InterruptedException {
        List<Future<Told>> cells = COLUMNS.stream()
                .map(column -> callers.submit(() -> asking.ask(column)))
                .toList();
        return new MatrixDocument.Row(name, cells);
    }

    private Told cell(EveryProviderType parts, Sheet sheet, Feature feature, Column column) {
        String where = sheet.wire().name() + " / " + feature.name() + " / "
                + column.type().type();
        JsonNode upstream = feature.upstream(column);
        String asked = question(column.type().type(), feature.request());
        HttpResponse<String> reply = parts.post(sheet.path(), sheet.headers(), asked);
        Optional<ReceivedRequest> received = parts.received(reply);
        if (upstream == null) {
            return wrong(
                    where,
                    "the sheet says nothing of " + column.names() + "; it got " + received.map(ReceivedRequest::body)
                            + " and the caller " + reply.body());
        }
        if (upstream.has("refused")) {
            return refused(where, upstream, column, reply, received);
        }
        if (upstream.has("declined")) {
            return reply.statusCode() == upstream.path("declined").asInt() && received.isPresent()
                    ? new Told.Declined(reply.statusCode())
                    : wrong(where, "the provider must decline: " + reply.statusCode() + " " + reply.body());
        }
        if (reply.statusCode() != 200 || received.isEmpty()) {
            return wrong(where, reply.statusCode() + " " + reply.body());
        }
        JsonNode arrived = MatrixJson.of(received.get().body());
        JsonNode wanted =
                column.inItsWords(upstream.path("same").asBoolean() ? passed(asked, sheet, feature, column) : upstream);
        if (!Likeness.differences(wanted, arrived).isEmpty()
                || !Likeness.differences(arrived, wanted).isEmpty()) {
            return wrong(where, "the provider got " + arrived + "\n  instead of " + wanted);
        }
        if (upstream.path("same").asBoolean()
                && !feature.streamed()
                && !column.hasItsWords()
                && !received.get().body().equals(asked.replaceFirst("\"model\":\"[^\"]*\"", "\"model\":\"small\""))) {
            return wrong(where, "not byte for byte: " + received.get().body());
        }
        List<String> lacks = lacks(sheet, feature, column, reply.body());
        if (!lacks.isEmpty()) {
            return wrong(where, "the answer: " + lacks + " in " + reply.body());
        }
        return new Told.Served(upstream.path("same").asBoolean(), feature.promised(column));
    }

    private static String question(String model, JsonNode request) {
        ObjectNode question = WireJson.mapper().createObjectNode().put("model", model);
        return question.setAll((ObjectNode) request).toString();
    }

    /** The caller's own body; a provider of OpenAI's dialect is asked to report the usage of a stream. */
    private static JsonNode passed(String asked, Sheet sheet, Feature feature, Column column) {
        ObjectNode body = (ObjectNode) MatrixJson.of(asked);
        body.put("model", "small");
        if (feature.streamed()
                && sheet.wire().usageIsAskedFor()
                && column.adapter().dialect() == Dialect.OPENAI) {
            body.withObjectProperty("stream_options").put("include_usage", true);
        }
        return body;
    }

    /** In what an answer is not as the sheet says. */
    private static List<String> lacks(Sheet sheet, Feature feature, Column column, String reply) {
        try {
            JsonNode answer = feature.streamed() ? sheet.wire().assembled(reply) : MatrixJson.of(reply);
            return Likeness.differences(feature.answer(column), answer);
        } catch (AssertionError disorder) {
            return List.of(String.valueOf(disorder.getMessage()));
        }
    }

    private Told refused(
            String where,
            JsonNode upstream,
            Column column,
            HttpResponse<String> reply,
            Optional<ReceivedRequest> received) {
        String words = "'" + column.type().type() + "/small' cannot do what was asked for: "
                + upstream.path("refused").asText() + ".";
        JsonNode error = MatrixJson.of(reply.body()).path("error");
        boolean right = reply.statusCode() == 400
                && received.isEmpty()
                && error.path("message").asText().equals(words)
                && error.path("type").asText().equals("invalid_request_error")
                && reply.headers().firstValue("x-should-retry").equals(Optional.of("false"));
        return right
                ? new Told.Refused(
                        upstream.path("refused").asText(),
                        upstream.path("document").asText())
                : wrong(where, "must be refused: " + reply.statusCode() + " " + reply.body() + " " + received);
    }

    private Told error(EveryProviderType parts, Sheet sheet, FaultKind error, Column column) {
        String where = sheet.wire().name() + " / " + error.wireName() + " / "
                + column.type().type();
        JsonNode wanted = sheet.error(error.wireName(), column);
        String asked = question(
                failing(sheet, error, column), sheet.wire().question("hi [[sim fault=" + error.wireName() + "]]"));
        HttpResponse<String> reply = parts.post(sheet.path(), sheet.headers(), asked);
        JsonNode told = MatrixJson.of(reply.body()).path("error");
        Optional<String> wait = reply.headers().firstValue("retry-after");
        boolean right = parts.received(reply).isPresent()
                && reply.statusCode() == wanted.path("status").asInt()
                && told.path("type").equals(wanted.path("type"))
                && (!wanted.has("code") || told.path("code").equals(wanted.path("code")))
                && told.path("message").asText().length() > 1
                && reply.headers()
                        .firstValue("x-should-retry")
                        .equals(Optional.of(wanted.path("retry").asText()))
                && wait.map(seconds -> seconds.matches("[1-9][0-9]?")).orElse(true);
        return right
                ? new Told.Failed(
                        reply.statusCode(),
                        told.path("code").isTextual()
                                ? told.path("code").asText()
                                : told.path("type").asText(),
                        wanted.path("retry").asBoolean())
                : wrong(
                        where,
                        "must be " + wanted + " and is " + reply.statusCode() + " " + reply.body() + " "
                                + reply.headers().map());
    }

    private Told wrong(String where, String what) {
        synchronized (wrong) {
            wrong.add(where + ": " + what);
        }
        return new Told.Wrong();
    }
}
