package io.signalbox.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "key sk-proj-SECRETSECRET refused",
                "key sk-ant-api03-SECRET_SECRET-xAA refused",
                "key gsk_SECRETSECRETSECRET refused",
                "key sk-or-v1-SECRETSECRET refused",
                "key jina_SECRETSECRET refused",
                "Authorization: Bearer SECRETSECRET.x/y+z= refused",
                "Basic U0VDUkVUSECRET== refused",
                "key AIzaSySECRETSECRETSECRET refused",
                "token eyJhbGciOi.SECRETSECRET.sig refused",
                "https://x.example/v1?key=SECRET&a=b refused",
                "https://user:SECRET@x.example/ refused",
                "your api key: ****SECRET refused",
                "key SECRETSECRET0123456789012345678901 refused",
            })
    void no_form_of_a_key_is_kept(String message) {
        assertThat(KeyRedaction.apply(message))
                .doesNotContain("SECRET")
                .contains("***")
                .endsWith("refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The model `gpt-5.4-mini` does not exist",
                "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
                "meta-llama/Llama-3.3-70B-Instruct-Turbo is not available",
                "Rate limit reached for requests per minute: 500",
            })
    void ordinary_words_stay(String message) {
        assertThat(KeyRedaction.apply(message)).isEqualTo(message);
    }

    @Test
    void a_message_is_one_short_line() {
        String kept = KeyRedaction.apply("first\nsecond\u0000\t" + "word ".repeat(1_000));

        assertThat(kept)
                .startsWith("first second word")
                .hasSize(KeyRedaction.MESSAGE_MAX)
                .endsWith("…");
    }

    @Property
    void a_key_is_gone_wherever_it_stands(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 20, max = 60) String key,
            @ForAll @AlphaChars @StringLength(max = 20) String before) {
        assertThat(KeyRedaction.apply(before + " sk-" + key + " tail")).doesNotContain(key);
    }
}
