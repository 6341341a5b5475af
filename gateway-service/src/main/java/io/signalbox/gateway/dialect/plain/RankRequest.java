package io.signalbox.gateway.dialect.plain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.adapter.Dialect;
import io.signalbox.adapter.Operation;
import io.signalbox.contracts.catalog.Condition;
import io.signalbox.gateway.conversation.CallerRequest;
import io.signalbox.gateway.conversation.ReadyTarget;
import io.signalbox.gateway.dialect.PassThrough;
import io.signalbox.gateway.dialect.RequestScan.OwnField;
import io.signalbox.gateway.dialect.RequestTree;
import io.signalbox.gateway.dialect.ScannedBody;
import io.signalbox.gateway.metering.AttemptMeters;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request to rank documents, in the words Jina, Cohere, vLLM and others share. They differ in whether a document may
 * be an object, and whether documents come back: so a text is always sent as a string, and documents are put into the
 * answer here, from what the caller sent.
 */
public final class RankRequest implements CallerRequest {
    private static final String DOCUMENTS = "documents";
    private static final String RETURN_DOCUMENTS = "return_documents";

    private final ScannedBody body;
    private final @Nullable JsonNode returned;
    private final int documents;

    private RankRequest(ScannedBody body, @Nullable JsonNode returned, int documents) {
        this.body = body;
        this.returned = returned;
        this.documents = documents;
    }

    /** Reads a body; throws a refusal when it is none. */
    public static RankRequest read(byte[] body) {
        ScannedBody scanned = ScannedBody.of(body, OwnField.NONE);
        ObjectNode asked = (ObjectNode) RequestTree.of(scanned.bytes());
        JsonNode documents = documents(asked);
        check(asked);
        boolean wanted = Boolean.TRUE.equals(RequestTree.truth(asked.path(RETURN_DOCUMENTS), RETURN_DOCUMENTS));
        ArrayNode plain = asked.arrayNode();
        documents.forEach(document -> plain.add(plain(document)));
        ScannedBody sent = scanned;
        if (asked.has(RETURN_DOCUMENTS) || !plain.equals(documents)) {
            asked.remove(RETURN_DOCUMENTS);
            asked.set(DOCUMENTS, plain);
            sent = ScannedBody.of(asked.toString().getBytes(StandardCharsets.UTF_8), OwnField.NONE);
        }
        return new RankRequest(sent, wanted ? documents : null, documents.size());
    }

    private static JsonNode documents(JsonNode asked) {
        JsonNode documents = asked.path(DOCUMENTS);
        if (!documents.isArray() || documents.isEmpty()) {
            throw RequestTree.invalid(DOCUMENTS, "an array of at least one document");
        }
        for (int at = 0; at < documents.size(); at++) {
            if (!documents.get(at).isTextual() && !documents.get(at).isObject()) {
                throw RequestTree.invalid(DOCUMENTS + "[" + at + "]", "a string, or an object with a text");
            }
        }
        return documents;
    }

    private static void check(JsonNode asked) {
        JsonNode query = asked.path("query");
        if (!query.isObject() && (!query.isTextual() || query.textValue().isEmpty())) {
            throw RequestTree.invalid("query", "a string that is not empty");
        }
        Long top = RequestTree.whole(asked.path("top_n"), "top_n");
        if (top != null && top < 1) {
            throw RequestTree.invalid("top_n", "a whole number from 1 on");
        }
    }

    /** Not every server knows the object, and an object with nothing but a text says the same. */
    private static JsonNode plain(JsonNode document) {
        return document.size() == 1 && document.path("text").isTextual() ? document.path("text") : document;
    }

    @Override
    public Dialect dialect() {
        return Dialect.OPENAI;
    }

    @Override
    public Operation operation() {
        return Operation.RERANK;
    }

    @Override
    public String modelAsked() {
        return body.outline().model();
    }

    @Override
    public boolean streamed() {
        return false;
    }

    @Override
    public long inputTokensEstimate() {
        return body.tokensEstimate();
    }

    @Override
    public AttemptMeters estimate(long contentCharacters) {
        return AttemptMeters.estimated(inputTokensEstimate(), 0);
    }

    @Override
    public boolean uses(Condition.Feature feature) {
        return false;
    }

    @Override
    public Translated forTarget(ReadyTarget target) {
        return switch (PassThrough.of(body, target, new PassThrough.Particulars() {})) {
            case Translated.Possible passing ->
                new Translated.Possible(new Ranking(passing.translation(), target, returned, documents));
            case Translated.Unsupported unsupported -> unsupported;
        };
    }
}
