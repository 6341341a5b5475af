package io.signalbox.gateway.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a cost is put in what a caller reads, and what stays as it was. */
class UsageCostTest {
    private static final BigDecimal COST = new BigDecimal("0.00000012");

    private static String inAnswer(String answer, @Nullable BigDecimal cost) {
        return new String(UsageCost.inAnswer(answer.getBytes(UTF_8), cost), UTF_8);
    }

    private static String inEvents(String events) {
        return new String(UsageCost.inEvents(events.getBytes(UTF_8), COST), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
                    {"a":"ü\\u00e9", "usage" : { "n" : 1.10e0 } , "b":2} | {"a":"ü\\u00e9", "usage" : {"cost":0.00000012, "n" : 1.10e0 } , "b":2}
                    {"usage":{}}                                      | {"usage":{"cost":0.00000012}}
                    {"usage":{"cost":0.5,"n":1}}                      | {"usage":{"cost":0.00000012,"n":1}}
                    {"usage":{"n":1,"cost": {"x":[1]} }}              | {"usage":{"n":1,"cost": 0.00000012 }}
                    {"usage":{"d":{"cost":9}},"usage":{"n":1}}        | {"usage":{"d":{"cost":9}},"usage":{"cost":0.00000012,"n":1}}
                    """)
    void a_cost_stands_in_the_usage_and_every_other_byte_stays(String answer, String told) {
        assertThat(inAnswer(answer, COST)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', textBlock = """
                    {"usage":null}
                    {"message":{"usage":{"n":1}}}
                    {"response":{"usage":{"n":1}}}
                    {"choices":[{"usage":{"n":1}}],"text":"{\\"usage\\":{}}"}
                    {"usage":{"n":1}
                    [{"usage":{"n":1}}]
                    plain words
                    """)
    void an_answer_without_a_usage_of_its_own_stays_as_it_is(String answer) {
        assertThat(inAnswer(answer, COST)).isEqualTo(answer);
    }

    @Test
    void an_unknown_cost_adds_nothing_and_takes_the_place_of_the_providers_own() {
        assertThat(inAnswer("{\"usage\":{\"n\":1}}", null)).isEqualTo("{\"usage\":{\"n\":1}}");
        assertThat(inAnswer("{\"usage\":{\"n\":1,\"cost\":0.5}}", null))
                .isEqualTo("{\"usage\":{\"n\":1,\"cost\":null}}");
    }

    @Test
    void events_say_it_wherever_they_say_usage_of_their_own_or_of_their_response() {
        String events = """
                event: a\r
                data: {"usage":null}\r
                \r
                data:{"usage":{"n":1}}

                : {"usage":{}}
                event: b
                data: {"message":{"usage":{"n":1}}}

                data: {"response":{"id":1,"usage":{"n":1}}}

                data: [DONE]

                data:""";

        String told = inEvents(events);

        assertThat(told)
                .isEqualTo(
                        events.replace("data:{\"usage\":{\"n\":1}}", "data:{\"usage\":{\"cost\":0.00000012,\"n\":1}}")
                                .replace("\"id\":1,\"usage\":{", "\"id\":1,\"usage\":{\"cost\":0.00000012,"));
    }
}
