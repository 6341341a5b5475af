package io.signalbox.vfs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.kit.problem.RefusedException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
    /** Whatever is sent: it is refused in words, or it lies inside of the session and has one spelling. */
    @Property
    void no_path_leads_out(@ForAll("nasty") String sent) {
        FilePath path;
        try {
            path = FilePath.ofUrl(sent);
        } catch (RefusedException refused) {
            assertThat(refused.refusal()).isEqualTo(FileRefusal.PATH_INVALID);
            return;
        }
        assertThat(path.value()).doesNotStartWith("/").doesNotContain("\\").doesNotContain("//");
        assertThat(path.value().chars()).noneMatch(Character::isISOControl);
        assertThat(Arrays.asList(path.value().split("/", -1))).doesNotContain("", ".", "..");
        assertThat(path.value().getBytes(StandardCharsets.UTF_8).length).isBetween(1, FilePath.BYTES_MAX);
        assertThat(new FilePath(path.value())).isEqualTo(path);
        assertThat(FilePath.ofUrl(encoded(path.value()))).isEqualTo(path);
    }

    @Provide
    Arbitrary<String> nasty() {
        Arbitrary<String> piece = Arbitraries.of(
                "a",
                "B",
                "/",
                "//",
                "..",
                ".",
                "%2e",
                "%2E%2e",
                "%2f",
                "%00",
                "%0a",
                "\\",
                "%5c",
                "%",
                "%zz",
                "%c3%28",
                "%e2%82%ac",
                "ü",
                "u\u0308",
                "%25",
                ";",
                "x".repeat(300),
                "name.txt",
                "%7f",
                " ",
                "+");
        return piece.list().ofMinSize(0).ofMaxSize(12).map(pieces -> String.join("", pieces));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "a//b",
                "a/../b",
                "..",
                "a/.",
                "a%00b",
                "a%0ab",
                "a%2fb",
                "a\\b",
                "a%5Cb",
                "%zz",
                "%",
                "%ff",
                "a/"
            })
    void what_is_no_path_is_refused(String sent) {
        assertThatThrownBy(() -> FilePath.ofUrl(sent)).isInstanceOf(RefusedException.class);
    }

    @Test
    void names_may_hold_what_people_write() {
        for (String name : List.of("100%.txt", "a;b", "Übersicht (neu).md", "...", ".git/config", "a b", "日本/語")) {
            assertThat(FilePath.ofUrl(encoded(name)).value()).isEqualTo(name);
        }
    }

    @Test
    void two_spellings_of_one_letter_are_one_name() {
        assertThat(new FilePath("u\u0308")).isEqualTo(new FilePath("\u00fc"));
    }

    @Test
    void the_longest_and_the_deepest_path_are_taken_and_no_more() {
        assertThat(new FilePath("x".repeat(1_024)).value()).hasSize(1_024);
        assertThatThrownBy(() -> new FilePath("x".repeat(1_025))).hasMessageContaining("1024");
        assertThat(new FilePath("a/".repeat(63) + "a").value()).hasSize(127);
        assertThatThrownBy(() -> new FilePath("a/".repeat(64) + "a")).hasMessageContaining("64");
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
