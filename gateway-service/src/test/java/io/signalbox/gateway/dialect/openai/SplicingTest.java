package io.signalbox.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.signalbox.adapter.Adapters;
import io.signalbox.adapter.Connection;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.ProviderAdapter;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.conversation.CallerRequest.Translated;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.snapshot.Target;
import io.signalbox.pricing.PriceList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a same-dialect body looks like after the splices: as before, but for the few fields that are ours. */
class SplicingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ReadyTarget target(Map<String, Object> template) {
        ProviderAdapter adapter = Adapters.load().named("openai").orElseThrow();
        Target.Call call = new Target.Call(
                adapter,
                new Connection(URI.create("http://x/v1"), Map.of(), Map.of()),
                "http://x",
                "authorization",
                "Bearer ",
                false,
                template,
                adapter.operations(),
                Set.of());
        Target target = new Target(
                new TenantId("acme"),
                new UUID(0, 1),
                "main",
                "openai",
                "sent\"ö",
                call,
                List.of(),
                null,
                PriceList.EMPTY,
                null);
        return ReadyTarget.of(target, call, Operation.CHAT);
    }

    private static String spliced(String body, Map<String, Object> template) {
        OpenAiRequest request =
                OpenAiRequest.read(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH, false);
        if (request.forTarget(target(template)) instanceof Translated.Possible possible) {
            OutgoingBody written = possible.translation().body();
            ByteBuf bytes = Unpooled.buffer(written.length(), written.length());
            written.writeTo(bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        }
        throw new IllegalStateException("an OpenAI target can be asked in OpenAI's format");
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Provide
    Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(JSON.getNodeFactory()::textNode),
                Arbitraries.integers().map(JSON.getNodeFactory()::numberNode),
                Arbitraries.of(true, false).map(JSON.getNodeFactory()::booleanNode),
                Arbitraries.doubles().between(-1e6, 1e6).map(JSON.getNodeFactory()::numberNode));
        Arbitrary<JsonNode> lists =
                scalars.list().ofMaxSize(4).map(each -> JSON.createArrayNode().addAll(each));
        Arbitrary<JsonNode> objects = Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), scalars)
                .ofMaxSize(4)
                .map(each -> JSON.createObjectNode().setAll(each));
        return Arbitraries.oneOf(scalars, lists, objects);
    }

    @Provide
    Arbitrary<ObjectNode> bodies() {
        Arbitrary<Map<String, JsonNode>> others = Arbitraries.maps(
                        Arbitraries.strings().ofMaxLength(8).filter(name -> !isOurs(name)), values())
                .ofMaxSize(5);
        Arbitrary<Optional<String>> models =
                Arbitraries.strings().ofMaxLength(10).optional();
        Arbitrary<Optional<Boolean>> streams = Arbitraries.of(true, false).optional(0.7);
        Arbitrary<String> options = Arbitraries.of(
                "none",
                "null",
                "{}",
                "{\"include_usage\":true}",
                "{\"include_usage\":false}",
                "{\"include_obfuscation\":false}",
                "{\"a\":[1],\"include_usage\":null}");
        return Combinators.combine(others, models, streams, options).as((rest, model, streamed, option) -> {
            ObjectNode body = JSON.createObjectNode();
            rest.forEach(body::set);
            model.ifPresent(name -> body.put("model", name));
            if (!option.equals("none")) {
                body.set("stream_options", parsed(option));
            }
            streamed.ifPresent(wanted -> body.put("stream", wanted));
            return body;
        });
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isOurs(String name) {
        return name.equals("model") || name.equals("stream") || name.equals("stream_options") || name.equals("user");
    }

    @Property(tries = 500)
    void only_the_model_the_usage_report_and_missing_fields_differ(
            @ForAll("bodies") ObjectNode body, @ForAll boolean pretty) {
        String text = pretty ? body.toPrettyString() : body.toString();
        ObjectNode expected = body.deepCopy().put("model", "sent\"ö");
        if (body.path("stream").asBoolean()) {
            if (!expected.path("stream_options").isObject()) {
                expected.putObject("stream_options");
            }
            ((ObjectNode) expected.get("stream_options")).put("include_usage", true);
        }
        expected.put("user", "house");

        ObjectNode sent = tree(spliced(text, Map.of("user", "house", "stream", true, "model", "other")));

        assertThat(sent).isEqualTo(expected);
    }

    @Property(tries = 300)
    void what_lies_between_the_splices_is_byte_for_byte_the_callers(@ForAll("values") JsonNode value) {
        String before = "{ \"x\" :" + value + " ,\n\t\"model\":\"a\"";
        String after = ", \"y\":1.10e0, \"z\":\"\\u00e9/\\/\" }  ";

        String sent = spliced(before + after, Map.of());

        assertThat(sent).isEqualTo(before.replace("\"model\":\"a\"", "\"model\":\"sent\\\"ö\"") + after);
    }

    @Test
    void nothing_at_all_still_becomes_a_request() {
        assertThat(spliced("{}", Map.of())).isEqualTo("{\"model\":\"sent\\\"ö\"}");
    }
}
