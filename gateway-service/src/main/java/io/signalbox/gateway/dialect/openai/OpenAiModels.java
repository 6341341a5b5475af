package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.signalbox.gateway.snapshot.ModelOffer;
import java.util.List;

/** The list of models an access key may name, as OpenAI's SDKs read it. */
public final class OpenAiModels {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OpenAiModels() {}

    public static byte[] list(List<ModelOffer> offers) {
        ObjectNode body = JSON.createObjectNode().put("object", "list");
        ArrayNode entries = body.putArray("data");
        offers.forEach(offer -> entries.add(entry(offer)));
        return json(body);
    }

    public static byte[] one(ModelOffer offer) {
        return json(entry(offer));
    }

    private static ObjectNode entry(ModelOffer offer) {
        return JSON.createObjectNode()
                .put("id", offer.id())
                .put("object", "model")
                .put("created", offer.since().getEpochSecond())
                .put("owned_by", offer.ownedBy());
    }

    private static byte[] json(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of strings and numbers cannot be written", impossible);
        }
    }
}
