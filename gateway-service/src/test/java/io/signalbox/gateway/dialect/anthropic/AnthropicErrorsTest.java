package io.signalbox.gateway.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.adapter.Failure;
import io.signalbox.contracts.usage.FailureKind;
import io.signalbox.gateway.conversation.CallerErrors.ErrorReply;
import io.signalbox.gateway.dialect.openai.OpenAiErrors;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures are told in two dialects, and mean the same in both. */
class AnthropicErrorsTest {
    private static final UUID REQUEST = new UUID(1, 2);

    private final AnthropicErrors errors = new AnthropicErrors(REQUEST);

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void every_failure_has_the_status_and_the_advice_it_has_in_the_other_dialect(FailureKind kind) {
        Failure failure = Failure.of(kind, "so it is");

        ErrorReply told = errors.whole(failure);

        ErrorReply other = new OpenAiErrors().whole(failure);
        int busy = other.status() == 503 && kind == FailureKind.OVERLOADED ? 529 : other.status();
        assertThat(told.status()).isEqualTo(busy);
        assertThat(told.shouldRetry()).isEqualTo(other.shouldRetry());
        assertThat(told.retryAfterSeconds()).isEqualTo(other.retryAfterSeconds());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void an_error_in_a_stream_is_the_same_as_a_named_event(FailureKind kind) {
        Failure failure = Failure.of(kind, "so it is");

        String event = new String(errors.inStream(failure), StandardCharsets.UTF_8);

        assertThat(event)
                .isEqualTo("event: error\ndata: "
                        + new String(errors.whole(failure).body(), StandardCharsets.UTF_8) + "\n\n")
                .contains("\"request_id\":\"" + REQUEST + "\"}");
    }
}
