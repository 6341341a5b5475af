package io.signalbox.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String PAGE = "above\n<!-- begin a -->\nold\n<!-- end a -->\nbelow\n";

    @Test
    void only_the_section_of_that_name_is_replaced() {
        assertThat(Results.replaced(PAGE, "a", "new\n"))
                .isEqualTo("above\n<!-- begin a -->\nnew\n<!-- end a -->\nbelow\n");
    }

    @Test
    void a_section_without_a_place_is_refused() {
        assertThatThrownBy(() -> Results.replaced(PAGE, "b", "new\n")).hasMessageContaining("<!-- begin b -->");
    }

    @Test
    void one_disturbed_round_does_not_move_the_median() {
        assertThat(Median.of(List.of(3.0, 1000.0, 2.0))).isEqualTo(3.0);
        assertThat(Median.of(List.of(2.0, 4.0))).isEqualTo(3.0);
    }
}
