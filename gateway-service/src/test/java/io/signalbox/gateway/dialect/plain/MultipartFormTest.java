package io.signalbox.gateway.dialect.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.kit.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where the parts of a form stand, as different clients write them; and what is refused. */
class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    private static MultipartForm form(String contentType, String... lines) {
        return MultipartForm.of(contentType, String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String refusal(String contentType, String... lines) {
        try {
            form(contentType, lines);
            throw new AssertionError("was read");
        } catch (RefusedException refused) {
            return refused.violations().getFirst().detail();
        }
    }

    @Test
    void parts_are_found_however_clients_write_them() {
        MultipartForm form = form(
                "Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"",
                "a preamble nobody reads",
                "--a b  ",
                "Content-Type: text/plain",
                "content-disposition: form-data; name=model",
                "",
                "small",
                "--a b",
                "Content-Disposition: form-data; filename=\"x; name=y.wav\"; name=\"file\"",
                "",
                "--a",
                "--a c--",
                "--a b",
                "Content-Disposition: form-data; name=\"prompt\"",
                "",
                "",
                "--a b--",
                "an epilogue");

        assertThat(form.text("model")).isEqualTo("small");
        assertThat(form.text("file")).isEqualTo("--a\r\n--a c--");
        assertThat(form.text("prompt")).isEmpty();
        assertThat(form.text("nothing")).isEmpty();
        assertThat(form.parts()).extracting(FormPart::file).containsExactly(false, true, false);
    }

    @Test
    void a_part_may_end_right_behind_its_headers() {
        MultipartForm form = form(TYPE, "--b", "Content-Disposition: form-data; name=\"a\"", "", "--b--");

        assertThat(form.text("a")).isEmpty();
    }

    @Test
    void a_form_that_does_not_end_or_has_no_names_is_refused_with_the_place() {
        String head = "Content-Disposition: form-data; name=\"a\"";

        assertThat(refusal("multipart/form-data", "--b--")).contains("names no boundary");
        assertThat(refusal(TYPE + "x".repeat(70), "--b--")).contains("longer than 70");
        assertThat(refusal(TYPE, "nothing")).contains("stands nowhere in it");
        assertThat(refusal(TYPE, "--b", head, "", "x")).contains("part 1 does not end");
        assertThat(refusal(TYPE, "--b", head)).contains("no headers that end");
        assertThat(refusal(TYPE, "--b", "X: y", "", "x", "--b--")).contains("no Content-Disposition");
        assertThat(refusal(TYPE, "--b", "Content-Disposition: form-data", "", "x", "--b--"))
                .contains("has no name");
        assertThat(refusal(TYPE, ("--b\r\n" + head + "\r\n\r\nx\r\n").repeat(65) + "--b--"))
                .contains("more than 64 parts");
    }

    @Test
    void a_name_that_comes_twice_is_refused_when_it_is_asked_for() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n";
        MultipartForm form = form(TYPE, part + part + "--b--");

        assertThatThrownBy(() -> form.text("a")).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_form_cut_or_changed_anywhere_is_read_or_refused_and_never_anything_else() {
        byte[] whole = String.join(
                        "\r\n",
                        "--b",
                        "Content-Disposition: form-data; name=\"a\"",
                        "",
                        "x",
                        "--b",
                        "Content-Disposition: form-data; name=\"file\"; filename=\"f\"",
                        "",
                        "\0\1\2",
                        "--b--",
                        "")
                .getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(7);
        for (int each = 0; each < 5_000; each++) {
            byte[] other = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            if (other.length > 0) {
                other[random.nextInt(other.length)] = (byte) random.nextInt(256);
            }
            try {
                MultipartForm form = MultipartForm.of(TYPE, other);
                assertThat(form.parts())
                        .allSatisfy(part -> assertThat(part.from()).isBetween(0, part.to()));
            } catch (RefusedException expected) {
                assertThat(expected.violations()).isNotEmpty();
            }
        }
    }
}
