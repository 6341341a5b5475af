package io.signalbox.adapter;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.AnswerReader.StreamReader;
import io.signalbox.adapter.ModelColumns.Column;
import io.signalbox.adapter.ModelListing.Page;
import io.signalbox.adapter.Probe.Verdict;
import io.signalbox.adapter.wire.WireJson;
import io.signalbox.contracts.usage.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every adapter promises, asked with exchanges recorded beside its test. An adapter's test gives the adapter and
 * writes {@code exchanges.yaml}; all else is here.
 */
public abstract class ProviderAdapterContract {
    private static final Connection CONNECTION =
            new Connection(URI.create("https://provider.example"), Map.of(), Map.of());

    private final Exchanges exchanges = Exchanges.beside(getClass());

    /** The adapter under test; its clock, if it has one, stands at {@link #NOW}. */
    protected abstract ProviderAdapter adapter();

    /** When the recorded exchanges took place. */
    protected static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void is_found_by_its_name() {
        assertThat(Adapters.load().named(adapter().name()))
                .get()
                .isInstanceOf(adapter().getClass());
        assertThat(adapter().name()).matches("[a-z][a-z0-9-]*");
    }

    @Test
    void settings_are_a_closed_schema_whose_properties_are_explained() {
        JsonNode schema = adapter().settingsSchema();

        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("properties").properties())
                .isNotEmpty()
                .allSatisfy(
                        property -> assertThat(property.getValue().path("title").asText())
                                .as(property.getKey())
                                .isNotBlank());
    }

    @Test
    void the_typed_table_is_named_after_the_adapter_and_its_columns_differ() {
        ModelColumns columns = adapter().modelColumns();

        assertThat(columns.table()).isEqualTo(adapter().name() + "_models");
        assertThat(columns.columns())
                .extracting(Column::name)
                .doesNotHaveDuplicates()
                .contains("id");
        assertThat(columns.columns())
                .allSatisfy(column ->
                        assertThat(JsonPointer.compile(column.pointer())).isNotEqualTo(JsonPointer.empty()));
    }

    @TestFactory
    Stream<DynamicTest> reads_model_lists_page_by_page() {
        return each("listings", row -> {
            List<ListedModel> models = new ArrayList<>();
            @Nullable HttpCall call = adapter().modelListing().first(CONNECTION);
            for (JsonNode page : row.path("pages")) {
                assertThat(requireNonNull(call).path())
                        .isEqualTo(page.path("path").asText());
                assertThat(call.headers())
                        .isEqualTo(adapter().modelListing().first(CONNECTION).headers());
                Page read = adapter().modelListing().read(call, Exchanges.reply(page));
                models.addAll(read.models());
                call = read.next();
            }
            assertThat(call).isNull();
            assertThat(models)
                    .extracting(ListedModel::modelId)
                    .containsExactlyElementsOf(Exchanges.list(row.path("ids")));
            assertThat(models).allSatisfy(this::assertFieldsFitTheirColumns);
        });
    }

    @TestFactory
    Stream<DynamicTest> refuses_lists_that_are_none() {
        return each(
                "unreadable-listings",
                row -> assertThatThrownBy(() -> adapter()
                                .modelListing()
                                .read(adapter().modelListing().first(CONNECTION), Exchanges.reply(row)))
                        .isInstanceOf(UnreadableAnswerException.class));
    }

    @TestFactory
    Stream<DynamicTest> a_probe_tells_what_is_wrong() {
        return each("probes", row -> {
            Verdict verdict = adapter().probe().read(Exchanges.reply(row));

            assertThat(verdict.valid()).isEqualTo(!row.has("kind"));
            assertThat(verdict.failure()).isEqualTo(kind(row));
            assertThat(String.valueOf(verdict.message())).doesNotContain(secret(row));
        });
    }

    @TestFactory
    Stream<DynamicTest> an_unsuccessful_reply_is_one_of_our_failure_kinds() {
        return each("failures", row -> {
            HttpReply reply = Exchanges.reply(row);
            Failure failure = adapter().failures().read(reply.status(), reply.headers(), reply.body());

            assertThat(failure.kind()).isEqualTo(kind(row));
            assertThat(failure.status()).isEqualTo(row.path("status").intValue());
            assertThat(failure.retryAfter()).isEqualTo(duration(row.path("wait")));
            assertThat(failure.message())
                    .isNotBlank()
                    .doesNotContain(secret(row))
                    .hasSizeLessThanOrEqualTo(500);
            assertThat(failure.message()).contains(row.path("says").asText(""));
        });
    }

    @Test
    void no_reply_whatever_makes_the_failure_reader_throw() {
        Random random = new Random(20261120);
        List<byte[]> bodies = exchanges.rows("failures").map(Exchanges::body).toList();
        for (int i = 0; i < 2_000; i++) {
            byte[] body = bodies.get(random.nextInt(bodies.size())).clone();
            byte[] cut = Arrays.copyOf(body, random.nextInt(body.length + 1));
            if (cut.length > 0) {
                cut[random.nextInt(cut.length)] = (byte) random.nextInt(256);
            }
            int status = 300 + random.nextInt(300);
            assertThat(adapter()
                            .failures()
                            .read(status, HeaderLookup.none(), cut)
                            .message())
                    .isNotBlank();
        }
    }

    @TestFactory
    Stream<DynamicTest> an_answer_tells_model_and_usage() {
        return each("answers", row -> {
            AnswerFacts facts = adapter().answers(Exchanges.operation(row)).read(Exchanges.body(row));

            assertThat(facts.model()).isEqualTo(row.path("model").textValue());
            assertUsage(facts.usage(), row);
            assertThat(facts.failure() == null ? null : facts.failure().kind()).isEqualTo(kind(row));
        });
    }

    @TestFactory
    Stream<DynamicTest> an_answer_cut_anywhere_is_unreadable() {
        return each("answers", row -> {
            byte[] body = row.path("body").asText().strip().getBytes(StandardCharsets.UTF_8);
            AnswerReader reader = adapter().answers(Exchanges.operation(row));
            for (int length = 0; length < body.length; length++) {
                byte[] cut = Arrays.copyOf(body, length);
                assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(UnreadableAnswerException.class);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> an_answer_of_another_shape_is_unreadable() {
        return each(
                "unreadable-answers",
                row -> assertThatThrownBy(() ->
                                adapter().answers(Exchanges.operation(row)).read(Exchanges.body(row)))
                        .isInstanceOf(UnreadableAnswerException.class));
    }

    @TestFactory
    Stream<DynamicTest> every_event_of_a_stream_is_classified() {
        return each("streams", row -> {
            StreamReader reader = adapter().answers(Exchanges.operation(row)).stream();
            List<String> signals = new ArrayList<>();
            for (JsonNode event : row.path("events")) {
                signals.add(name(read(reader, event)));
            }

            assertThat(signals).isEqualTo(signals(row));
            assertThat(reader.model()).isEqualTo(row.path("model").textValue());
            assertThat(reader.complete()).isEqualTo(row.path("complete").booleanValue());
            assertThat(reader.contentCharacters())
                    .isEqualTo(row.path("characters").longValue());
            assertUsage(reader.usage(), row);
        });
    }

    @TestFactory
    Stream<DynamicTest> a_stream_that_just_ends_is_never_whole() {
        return each("streams", row -> {
            StreamReader reader = adapter().answers(Exchanges.operation(row)).stream();
            for (JsonNode event : row.path("events")) {
                assertThat(reader.complete()).isFalse();
                read(reader, event);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> an_event_cut_in_the_middle_is_a_failure() {
        return each("streams", row -> {
            for (JsonNode event : row.path("events")) {
                byte[] data = event.path("data").asText().getBytes(StandardCharsets.UTF_8);
                if (data.length > 2 && data[0] == '{') {
                    StreamReader reader = adapter().answers(Exchanges.operation(row)).stream();
                    StreamSignal signal = reader.read(event.path("event").textValue(), data, 0, data.length / 2);
                    assertThat(signal)
                            .isInstanceOfSatisfying(
                                    StreamSignal.Failed.class,
                                    failed -> assertThat(failed.failure().kind())
                                            .isEqualTo(FailureKind.MALFORMED_ANSWER));
                    assertThat(reader.complete()).isFalse();
                }
            }
        });
    }

    @Property(tries = 50)
    void the_order_of_members_and_white_space_mean_nothing_in_an_answer(@ForAll Random random) {
        rows("answers").forEach(row -> {
            AnswerReader reader = adapter().answers(Exchanges.operation(row));
            byte[] shuffled = shuffled(row.path("body").asText(), random).getBytes(StandardCharsets.UTF_8);

            assertThat(reader.read(shuffled)).isEqualTo(reader.read(Exchanges.body(row)));
        });
    }

    @Property(tries = 50)
    void the_order_of_members_and_white_space_mean_nothing_in_a_stream(@ForAll Random random) {
        rows("streams").forEach(row -> {
            StreamReader plain = adapter().answers(Exchanges.operation(row)).stream();
            StreamReader shuffled = adapter().answers(Exchanges.operation(row)).stream();
            for (JsonNode event : row.path("events")) {
                ObjectNode other = event.deepCopy();
                other.put("data", shuffled(event.path("data").asText(), random));
                assertThat(read(shuffled, other)).isEqualTo(read(plain, event));
            }
            assertThat(shuffled.usage()).isEqualTo(plain.usage());
            assertThat(shuffled.model()).isEqualTo(plain.model());
            assertThat(shuffled.complete()).isEqualTo(plain.complete());
            assertThat(shuffled.contentCharacters()).isEqualTo(plain.contentCharacters());
        });
    }

    /** The same JSON written another way; what is no JSON object stays as it is. */
    private static String shuffled(String json, Random random) {
        try {
            return json.strip().startsWith("{")
                    ? new ShuffledJson(random).write(WireJson.tree(json.getBytes(StandardCharsets.UTF_8)))
                    : json;
        } catch (IOException impossible) {
            throw new IllegalStateException("recorded JSON is not JSON: " + json, impossible);
        }
    }

    /** Nothing passes through of a format that no caller speaks, and nothing is streamed without a chat. */
    private Stream<JsonNode> rows(String list) {
        boolean passes = adapter().dialect() != Dialect.OWN;
        boolean needed = switch (list) {
            case "answers", "unreadable-answers" -> passes;
            case "streams" -> passes && adapter().operations().contains(Operation.CHAT);
            default -> true;
        };
        return needed ? exchanges.rows(list) : Stream.empty();
    }

    private Stream<DynamicTest> each(String list, Consumer<JsonNode> test) {
        return rows(list).map(row -> dynamicTest(row.path("name").asText(), () -> test.accept(row)));
    }

    /** Reads an event out of the middle of a larger buffer, as the gateway does. */
    private static StreamSignal read(StreamReader reader, JsonNode event) {
        String data = event.path("data").asText();
        byte[] buffer = ("data: " + data + "\n\ndata: {").getBytes(StandardCharsets.UTF_8);
        return reader.read(event.path("event").textValue(), buffer, 6, data.getBytes(StandardCharsets.UTF_8).length);
    }

    private static List<String> signals(JsonNode row) {
        List<String> signals = new ArrayList<>();
        row.path("events").forEach(event -> signals.add(event.path("is").asText()));
        return signals;
    }

    private static String name(StreamSignal signal) {
        return switch (signal) {
            case StreamSignal.Preamble ignored -> "preamble";
            case StreamSignal.Content ignored -> "content";
            case StreamSignal.UsageOnly ignored -> "usage";
            case StreamSignal.Terminator ignored -> "terminator";
            case StreamSignal.Failed failed -> "failed " + failed.failure().kind();
        };
    }

    private static void assertUsage(@Nullable Usage usage, JsonNode row) {
        if (!row.has("meters")) {
            assertThat(usage).isNull();
            return;
        }
        Map<String, String> meters = new TreeMap<>();
        requireNonNull(usage).meters().forEach((meter, quantity) -> meters.put(meter, quantity.toPlainString()));
        assertThat(meters).isEqualTo(Exchanges.texts(row.path("meters")));
        assertThat(usage.tier()).isEqualTo(row.path("tier").textValue());
    }

    private void assertFieldsFitTheirColumns(ListedModel model) {
        assertThat(model.fields()).isNotEmpty();
        for (Column column : adapter().modelColumns().columns()) {
            Object value = model.fields().get(column.name());
            if (value != null) {
                assertThat(value)
                        .as(column.name())
                        .isInstanceOf(
                                switch (column.type()) {
                                    case TEXT, NUMERIC, TIMESTAMP -> String.class;
                                    case BIGINT -> Long.class;
                                    case BOOLEAN -> Boolean.class;
                                    case TEXT_LIST -> List.class;
                                });
            }
        }
    }

    private static @Nullable FailureKind kind(JsonNode row) {
        return row.has("kind") ? FailureKind.valueOf(row.path("kind").asText()) : null;
    }

    private static @Nullable Duration duration(JsonNode text) {
        return text.isTextual() ? Duration.parse(text.textValue()) : null;
    }

    /** What must not be repeated; a text no message contains when the row names none. */
    private static String secret(JsonNode row) {
        return row.path("secret").asText("no such text");
    }
}
