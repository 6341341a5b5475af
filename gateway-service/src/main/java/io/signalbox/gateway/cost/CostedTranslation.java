package io.signalbox.gateway.cost;

import io.netty.handler.codec.http.HttpMethod;
import io.signalbox.adapter.Usage;
import io.signalbox.gateway.conversation.AnswerShape;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same way there and back; what comes back says what it costs. */
record CostedTranslation(Translation translation, Price price) implements Translation {
    /** What a usage costs; null where nobody knows. */
    interface Price {
        @Nullable
        BigDecimal of(@Nullable Usage usage);
    }

    @Override
    public OutgoingBody body() {
        return translation.body();
    }

    @Override
    public URI uri(URI usual) {
        return translation.uri(usual);
    }

    @Override
    public HttpMethod method() {
        return translation.method();
    }

    @Override
    public Map<String, String> headers() {
        return translation.headers();
    }

    @Override
    public AnswerShape answerShape(boolean streamed, @Nullable String contentType) {
        return translation.answerShape(streamed, contentType);
    }

    @Override
    public boolean hasLargeEvents() {
        return translation.hasLargeEvents();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length, @Nullable String contentType) {
        return told(translation.whole(bytes, length, contentType), bytes, length);
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        return told(translation.whole(bytes, length), bytes, length);
    }

    private WholeAnswer told(WholeAnswer answer, byte[] bytes, int length) {
        if (answer.failure() != null) {
            return answer;
        }
        byte[] body = answer.body() == null ? Arrays.copyOf(bytes, length) : answer.body();
        byte[] told = UsageCost.inAnswer(body, price.of(answer.usage()));
        return new WholeAnswer(told, answer.model(), answer.usage(), null, answer.contentType());
    }

    @Override
    public StreamTranslation stream() {
        return new CostedStream(translation.stream(), price);
    }
}
