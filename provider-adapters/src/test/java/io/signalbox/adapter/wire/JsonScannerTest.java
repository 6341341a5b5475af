package io.signalbox.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against Jackson: the same tokens of everything that is JSON, and a refusal of everything that is not. */
class JsonScannerTest {
    private static final int DOCUMENTS = 4_000;
    private static final int MUTATIONS = 20;
    private static final String OTHERS = "{}[]\",:\\0123456789eE+-.truefalsn \n\t\u0001\u00e4u/";
    private static final JsonFactory JACKSON = new JsonFactory();

    @Test
    void documents_of_any_shape_have_the_tokens_that_jackson_finds() throws IOException {
        long seed = Long.getLong("json.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int each = 0; each < DOCUMENTS; each++) {
            byte[] document = new RandomJson(random).document().getBytes(StandardCharsets.UTF_8);

            List<String> tokens = tokens(new JsonScanner(document));

            assertThat(tokens).as("seed %d: %s", seed, text(document)).isEqualTo(jackson(document));
        }
    }

    /** Frequent names are recognised and not made anew; what differs from one in a letter must not become it. */
    @Test
    void a_name_is_what_it_is_also_beside_frequent_ones() throws IOException {
        for (String frequent : List.of("id", "delta", "choices", "metadata", "finish_reason", "input_tokens", "stop")) {
            for (int at = 0; at < frequent.length(); at++) {
                for (char letter = '#'; letter < '\\'; letter++) {
                    String near = frequent.substring(0, at) + letter + frequent.substring(at + 1);
                    JsonScanner scanner = new JsonScanner(
                            "{\"%s\":1,\"%s\":2}".formatted(frequent, near).getBytes(StandardCharsets.UTF_8));
                    scanner.nextToken();
                    scanner.nextToken();
                    assertThat(scanner.currentName()).isEqualTo(frequent);
                    scanner.nextToken();
                    scanner.nextToken();
                    assertThat(scanner.currentName()).isEqualTo(near);
                }
            }
        }
    }

    @Test
    void damaged_documents_are_refused_whenever_jackson_refuses_them_and_read_alike_otherwise() throws IOException {
        long seed = Long.getLong("json.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int each = 0; each < DOCUMENTS; each++) {
            // Jackson alone refuses half a pair, and only in names; damage would make such halves of pairs.
            byte[] document = new RandomJson(random)
                    .document()
                    .replace("\\ud83d\\ude00", "")
                    .getBytes(StandardCharsets.UTF_8);
            for (int mutation = 0; mutation < MUTATIONS; mutation++) {
                byte[] damaged = damaged(document, random);

                List<String> tokens = outcome(damaged);

                assertThat(tokens).as("seed %d: %s", seed, text(damaged)).isEqualTo(jacksonOutcome(damaged));
            }
        }
    }

    @Test
    void a_part_of_a_buffer_is_read_without_its_surroundings() throws IOException {
        byte[] buffer = "data: {\"a\":1}\n\n".getBytes(StandardCharsets.UTF_8);

        List<String> tokens = tokens(new JsonScanner(buffer, 6, 7));

        assertThat(tokens).containsExactly("START_OBJECT", "FIELD_NAME a", "VALUE_NUMBER_INT 1", "END_OBJECT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0001\u00C0\u0080", // an overlong zero
                "\u0001\u00ED\u00A0\u0080", // half of a surrogate pair
                "\u0001\u00F4\u0090\u0080\u0080", // beyond Unicode
                "\u0001\u00E2\u0082", // cut off
                "\u0001\u0080", // a continuation of nothing
                "\u0001\u00FF"
            })
    void text_that_is_not_utf_8_is_refused(String latin) {
        byte[] document = ("[\"" + latin.substring(1) + "\"]").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> tokens(new JsonScanner(document)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("it is not UTF-8")
                .extracting(fault -> ((MalformedJsonException) fault).offset())
                .isEqualTo(2);
    }

    @Test
    void nesting_has_an_end() {
        byte[] deep = "[".repeat(JsonScanner.DEPTH_MAX + 1).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> tokens(new JsonScanner(deep))).hasMessage("it is nested deeper than 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-3", "123456789012345678", "9223372036854775806", "12.9", "1e3", "-0"})
    void a_number_is_what_it_says_without_its_fraction(String number) throws IOException {
        JsonScanner scanner = new JsonScanner(number.getBytes(StandardCharsets.US_ASCII));
        scanner.nextToken();

        long read = scanner.wholeNumber();

        assertThat(read).isEqualTo(new java.math.BigDecimal(number).longValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1e300", "-1e9999999", "12e34567890123"})
    void a_number_beyond_all_bounds_is_refused(String number) throws IOException {
        JsonScanner scanner = new JsonScanner(number.getBytes(StandardCharsets.US_ASCII));
        scanner.nextToken();

        assertThatThrownBy(scanner::wholeNumber).hasMessageContaining("larger than any");
    }

    @Test
    void a_part_becomes_a_tree_and_reading_goes_on_behind_it() throws IOException {
        JsonScanner scanner = new JsonScanner("{\"a\":{\"b\":[1]},\"c\":2}".getBytes(StandardCharsets.UTF_8));
        scanner.nextToken();
        scanner.nextToken();
        scanner.nextToken();

        JsonNode tree = scanner.tree();

        assertThat(tree).hasToString("{\"b\":[1]}");
        assertThat(scanner.nextToken()).isEqualTo(JsonToken.FIELD_NAME);
    }

    private static List<String> outcome(byte[] document) {
        try {
            return tokens(new JsonScanner(document));
        } catch (MalformedJsonException refused) {
            return List.of("refused");
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static List<String> jacksonOutcome(byte[] document) {
        try {
            return jackson(document);
        } catch (IOException refused) {
            return List.of("refused");
        }
    }

    private static List<String> tokens(JsonScanner scanner) throws IOException {
        List<String> tokens = new ArrayList<>();
        for (JsonToken token = scanner.nextToken(); token != null; token = scanner.nextToken()) {
            switch (token) {
                case FIELD_NAME -> tokens.add(token + " " + scanner.currentName());
                case VALUE_STRING -> {
                    assertThat(scanner.textLength()).isEqualTo(scanner.text().length());
                    tokens.add(token + " " + scanner.text());
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    tokens.add(token + " " + (scanner.tokenEnd() - scanner.tokenStart()));
                default -> tokens.add(token.name());
            }
        }
        return tokens;
    }

    /** One value, as the scanner wants it: Jackson would read several. */
    private static List<String> jackson(byte[] document) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = JACKSON.createParser(document, 0, document.length)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && !tokens.isEmpty()) {
                    throw new IOException("more than one value");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                switch (token) {
                    case FIELD_NAME -> tokens.add(token + " " + parser.currentName());
                    case VALUE_STRING -> tokens.add(token + " " + parser.getText());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tokens.add(token + " " + parser.getTextLength());
                    default -> tokens.add(token.name());
                }
            }
            if (tokens.isEmpty()) {
                throw new IOException("no value");
            }
        }
        return tokens;
    }

    /** A byte changed, taken out or put in; bytes beyond ASCII are left whole, for Jackson is not strict about them. */
    private static byte[] damaged(byte[] document, Random random) {
        String text = new String(document, StandardCharsets.UTF_8);
        int at = random.nextInt(text.length());
        if (Character.isSurrogate(text.charAt(at))) {
            return document;
        }
        String other = String.valueOf(OTHERS.charAt(random.nextInt(OTHERS.length())));
        String damaged = switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + other + text.substring(at + 1);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + other + text.substring(at);
            default -> text.substring(0, at);
        };
        return damaged.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
