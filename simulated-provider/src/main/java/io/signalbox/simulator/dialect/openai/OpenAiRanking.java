package io.signalbox.simulator.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.conversation.Words;
import io.signalbox.simulator.dialect.Body;
import io.signalbox.simulator.dialect.Call;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.Models;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.dialect.ProviderErrorException;
import io.signalbox.simulator.dialect.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Rankings: the more words of the query a document has, the better. In Jina's words, with documents and tokens; at
 * Cohere's path in its own, which know no documents but strings, give none back and bill searches.
 */
final class OpenAiRanking {
    private static final String COHERE_PATH = "/v2/rerank";
    private static final int DOCUMENTS_PER_SEARCH = 100;

    private OpenAiRanking() {}

    private record Ranked(int index, double score, JsonNode document) {}

    static Body answer(Call call, Models models) {
        JsonNode body = call.body();
        String model = Reading.requiredText(body, "model");
        models.require(model);
        String query = Reading.requiredText(body, "query");
        JsonNode documents = Reading.requiredArray(body, "documents");
        boolean cohere = call.path().equals(COHERE_PATH);
        if (cohere) {
            refuseWhatCohereDoesNotKnow(body);
        }
        long tokens = Words.count(query);
        for (JsonNode document : documents) {
            tokens += Words.count(text(document));
        }
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("results");
        boolean returned = !cohere && body.path("return_documents").asBoolean(true);
        for (Ranked ranked : ranked(query, documents, body.path("top_n").asInt(documents.size()))) {
            ObjectNode row = results.addObject().put("index", ranked.index()).put("relevance_score", ranked.score());
            if (returned) {
                row.putObject("document").put("text", text(ranked.document()));
            }
        }
        if (cohere) {
            answer.put("id", "rank-sim");
        } else {
            answer.put("model", model).put("object", "list");
        }
        if (call.usageTold()) {
            bill(answer, cohere, tokens, documents.size());
        }
        return new Body(Json.bytes(answer), Tokens.ofInput(tokens));
    }

    private static void bill(ObjectNode answer, boolean cohere, long tokens, int documents) {
        if (cohere) {
            int searches = (documents + DOCUMENTS_PER_SEARCH - 1) / DOCUMENTS_PER_SEARCH;
            answer.putObject("meta").putObject("billed_units").put("search_units", searches);
        } else {
            answer.putObject("usage").put("total_tokens", tokens);
        }
    }

    private static void refuseWhatCohereDoesNotKnow(JsonNode body) {
        boolean strings = true;
        for (JsonNode document : body.path("documents")) {
            strings &= document.isTextual();
        }
        if (!strings || body.has("return_documents")) {
            throw new ProviderErrorException(
                    ProviderError.INVALID_REQUEST, "'documents' must be strings, and 'return_documents' is not known.");
        }
    }

    private static List<Ranked> ranked(String query, JsonNode documents, int top) {
        Set<String> wanted =
                Set.copyOf(Arrays.asList(query.toLowerCase(Locale.ROOT).split("\\s+")));
        List<Ranked> all = new ArrayList<>();
        for (int at = 0; at < documents.size(); at++) {
            Set<String> found = Set.copyOf(Arrays.asList(
                    text(documents.get(at)).toLowerCase(Locale.ROOT).split("\\s+")));
            double share = (double) wanted.stream().filter(found::contains).count() / wanted.size();
            all.add(new Ranked(at, Math.round(share * 1000) / 1000.0, documents.get(at)));
        }
        all.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return all.subList(0, Math.min(Math.max(1, top), all.size()));
    }

    private static String text(JsonNode document) {
        return document.isTextual()
                ? document.textValue()
                : document.path("text").asText();
    }
}
