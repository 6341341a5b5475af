package io.signalbox.adapter.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A text that is not decoded says the same as one that is, whatever becomes of it. */
class WordingTest {
    private static final String LONG = "a".repeat(WordingTree.LONG);

    /** What JSON escapes, what UTF-8 writes in two to four bytes, and our own mark. */
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("\"", "\\", "/", "\n", "\u0000", "\u001f", "ä", "€", "😀", "\ue123", "\ue1230", "x")
                .list()
                .ofMaxSize(12)
                .map(letters -> String.join("", letters));
    }

    private static JsonNode read(byte[] json) throws IOException {
        return WireJson.undecodedTree(json);
    }

    private static byte[] bytes(JsonNode tree) throws IOException {
        return WireJson.mapper().writeValueAsBytes(tree);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode document(String said, String beside) {
        ObjectNode tree = WireJson.mapper().createObjectNode().put("beside", beside);
        tree.putArray("list").add(1).add(said).addObject().put("said", said);
        return tree.put("said", said).put("number", 12.50).putNull("nothing");
    }

    @Property(tries = 300)
    void every_text_is_read_as_it_was_written(@ForAll("words") String end, @ForAll("words") String beside)
            throws IOException {
        byte[] json = bytes(document(LONG + end, beside));

        JsonNode tree = read(json);

        assertThat(Wording.of(tree.path("said")).text()).isEqualTo(LONG + end);
        assertThat(tree.path("list").path(1).textValue()).isEqualTo(LONG + end);
        assertThat(tree.path("beside").textValue()).isEqualTo(beside);
        assertThat(tree.toString()).isEqualTo(WireJson.tree(json).toString());
    }

    @Property(tries = 300)
    void what_is_written_of_it_means_the_same(@ForAll("words") String end, @ForAll("words") String beside)
            throws IOException {
        byte[] json = bytes(document(LONG + end, beside));
        ObjectNode other = WireJson.mapper().createObjectNode();

        other.set("moved", Wording.of(read(json).path("said")).node());

        assertThat(WireJson.tree(bytes(other)).path("moved").textValue()).isEqualTo(LONG + end);
        assertThat(WireJson.tree(bytes(read(json)))).isEqualTo(WireJson.tree(json));
    }

    @Example
    void escapes_stay_as_they_were_written() throws IOException {
        String json = "{\"said\":\"" + LONG + "\\u00e4\\/\\ud83d\"}";

        byte[] written = bytes(read(bytes(json)));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @Example
    void what_is_not_json_fails_as_it_would_without() {
        byte[] torn = bytes("{\"said\":\"" + LONG);

        Throwable failure = catchThrowable(() -> read(torn));

        assertThat(failure).hasSameClassAs(catchThrowable(() -> WireJson.tree(torn)));
    }

    @Example
    void the_same_words_are_equal_however_they_came() throws IOException {
        Wording undecoded = Wording.of(read(bytes("\"" + LONG + "\\n\"")));

        assertThat(undecoded).isEqualTo(Wording.of(LONG + "\n")).hasSameHashCodeAs(Wording.of(LONG + "\n"));
        assertThat(undecoded.isEmpty()).isFalse();
    }
}
