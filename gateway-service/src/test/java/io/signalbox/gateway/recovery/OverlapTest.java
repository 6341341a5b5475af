package io.signalbox.gateway.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private static final int LEAST = 4;

    private static String heard(Overlap overlap, String text, int piece) {
        StringBuilder told = new StringBuilder();
        for (int at = 0; at < text.length(); at += piece) {
            told.append(overlap.add(text.substring(at, Math.min(text.length(), at + piece))));
        }
        return told.append(overlap.end()).toString();
    }

    /** The rule itself, the slow way. */
    private static int longest(String said, String text) {
        int most = Math.min(said.length(), text.length());
        for (int length = most; length > 0; length--) {
            if (said.endsWith(text.substring(0, length))) {
                return length >= LEAST || length == said.length() ? length : -1;
            }
        }
        return -1;
    }

    @Property(tries = 500)
    void what_is_told_is_what_follows_the_longest_overlap_however_it_arrives(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 24) String said,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 32) String text,
            @ForAll @IntRange(min = 1, max = 9) int piece) {
        Overlap overlap = new Overlap(said, LEAST);

        String told = heard(overlap, text, piece);

        int expected = longest(said, text);
        assertThat(overlap.joined()).isEqualTo(expected >= 0);
        assertThat(told).isEqualTo(expected < 0 ? "" : text.substring(expected));
    }

    @Test
    void an_answer_that_begins_all_over_is_one_overlap() {
        Overlap overlap = new Overlap("the cat and the", LEAST);

        String told = heard(overlap, "the cat and the dog", 1);

        assertThat(told).isEqualTo(" dog");
    }

    @Test
    void a_word_in_common_is_chance() {
        Overlap overlap = new Overlap("I saw the", 5);

        heard(overlap, "the dog", 2);

        assertThat(overlap.impossible()).isTrue();
    }

    @Test
    void it_is_decided_as_soon_as_nothing_longer_is_possible() {
        Overlap overlap = new Overlap("one two three", LEAST);

        String before = overlap.add("two three");
        String after = overlap.add(" four");

        assertThat(before + after).isEqualTo(" four");
        assertThat(overlap.joined()).isTrue();
    }
}
