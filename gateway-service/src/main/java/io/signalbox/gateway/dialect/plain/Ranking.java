package io.signalbox.gateway.dialect.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.AnswerReader.AnswerFacts;
import io.signalbox.adapter.Operation;
import io.signalbox.adapter.UnreadableAnswerException;
import io.signalbox.adapter.Usage;
import io.signalbox.contracts.usage.Meter;
import io.signalbox.gateway.conversation.OutgoingBody;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.conversation.StreamTranslation;
import io.signalbox.gateway.conversation.Translation;
import io.signalbox.gateway.conversation.WholeAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ranking on its way back: whoever made it, the caller finds the model, what was billed, and the documents if it asked
 * for them, where all clients look. What else a server says stays.
 */
final class Ranking implements Translation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DOCUMENT = "document";

    private final Translation passing;
    private final ReadyTarget target;
    private final @Nullable JsonNode returned;
    private final int documents;

    /**
     * @param passing how the request goes there
     * @param returned the documents as the caller wrote them; null when it does not want them back
     * @param documents how many there are
     */
    Ranking(Translation passing, ReadyTarget target, @Nullable JsonNode returned, int documents) {
        this.passing = passing;
        this.target = target;
        this.returned = returned;
        this.documents = documents;
    }

    @Override
    public OutgoingBody body() {
        return passing.body();
    }

    @Override
    public Map<String, String> headers() {
        return passing.headers();
    }

    @Override
    public WholeAnswer whole(byte[] bytes, int length) {
        AnswerFacts facts = target.call().adapter().answers(Operation.RERANK).read(bytes, 0, length);
        if (facts.failure() != null) {
            return new WholeAnswer(null, facts.model(), facts.usage(), facts.failure());
        }
        byte[] body = written(tree(bytes, length), facts).toString().getBytes(StandardCharsets.UTF_8);
        return new WholeAnswer(body, facts.model(), facts.usage(), null);
    }

    private static ObjectNode tree(byte[] bytes, int length) {
        try {
            return (ObjectNode) JSON.readTree(bytes, 0, length);
        } catch (IOException broken) {
            throw new UnreadableAnswerException("the ranking cannot be read");
        }
    }

    private ObjectNode written(ObjectNode answer, AnswerFacts facts) {
        for (JsonNode result : answer.path("results")) {
            place(result);
        }
        if (!answer.path("model").isTextual()) {
            answer.put("model", target.target().model());
        }
        bill(answer, facts.usage());
        return answer;
    }

    private void place(JsonNode result) {
        JsonNode index = result.path("index");
        boolean placed = index.isIntegralNumber()
                && index.canConvertToInt()
                && index.intValue() >= 0
                && index.intValue() < documents;
        if (!(result instanceof ObjectNode row)
                || !placed
                || !result.path("relevance_score").isNumber()) {
            throw new UnreadableAnswerException("a result of the ranking is of none of the documents, or has no score");
        }
        row.remove(DOCUMENT);
        if (returned != null) {
            JsonNode document = returned.get(index.intValue());
            row.set(DOCUMENT, document.isTextual() ? row.objectNode().set("text", document) : document);
        }
    }

    /** In both places where clients look: Cohere's for searches, everybody else's for tokens. */
    private static void bill(ObjectNode answer, @Nullable Usage usage) {
        long units = usage == null ? 0 : usage.count(Meter.SEARCH_UNITS);
        long tokens = usage == null ? 0 : usage.count(Meter.INPUT_TOKENS);
        if (units > 0 && !answer.path("meta").path("billed_units").isObject()) {
            answer.withObject("/meta/billed_units").put("search_units", units);
        }
        if (tokens > 0 && !answer.path("usage").isObject()) {
            answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        }
    }

    @Override
    public StreamTranslation stream() {
        throw new IllegalStateException("a ranking is no stream");
    }
}
