package io.signalbox.gateway.dialect.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.gateway.snapshot.ModelOffer;
import java.io.IOException;
import java.util.List;

/** The list of models an access key may name, as OpenAI's SDKs read it. */
public final class OpenAiModels {
    private OpenAiModels() {}

    public static byte[] list(List<ModelOffer> offers) {
        return WrittenJson.body(json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (ModelOffer offer : offers) {
                json.writeStartObject();
                entry(json, offer);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    public static byte[] one(ModelOffer offer) {
        return WrittenJson.body(json -> entry(json, offer));
    }

    private static void entry(JsonGenerator json, ModelOffer offer) throws IOException {
        json.writeStringField("id", offer.id());
        json.writeStringField("object", "model");
        json.writeNumberField("created", offer.since().getEpochSecond());
        json.writeStringField("owned_by", offer.ownedBy());
        if (offer.facts() != null) {
            json.writeStringField("type", offer.facts().type().wire());
        }
    }
}
