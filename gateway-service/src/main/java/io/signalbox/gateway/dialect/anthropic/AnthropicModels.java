package io.signalbox.gateway.dialect.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import io.signalbox.contracts.ModelFacts;
import io.signalbox.gateway.dialect.WrittenJson;
import io.signalbox.gateway.snapshot.ModelOffer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of models an access key may name, as Anthropic's SDKs read it. There is one page, whatever was asked for. */
public final class AnthropicModels {
    private AnthropicModels() {}

    public static byte[] list(List<ModelOffer> offers) {
        return WrittenJson.body(json -> {
            json.writeArrayFieldStart("data");
            for (ModelOffer offer : offers) {
                json.writeStartObject();
                entry(json, offer);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("has_more", false);
            json.writeStringField(
                    "first_id", offers.isEmpty() ? null : offers.getFirst().id());
            json.writeStringField(
                    "last_id", offers.isEmpty() ? null : offers.getLast().id());
        });
    }

    public static byte[] one(ModelOffer offer) {
        return WrittenJson.body(json -> entry(json, offer));
    }

    private static void entry(JsonGenerator json, ModelOffer offer) throws IOException {
        json.writeStringField("type", "model");
        json.writeStringField("id", offer.id());
        json.writeStringField("display_name", name(offer));
        json.writeStringField("created_at", offer.since().toString());
    }

    private static String name(ModelOffer offer) {
        @Nullable ModelFacts facts = offer.facts();
        String name = facts == null ? null : facts.displayName();
        return name == null ? offer.id() : name;
    }
}
