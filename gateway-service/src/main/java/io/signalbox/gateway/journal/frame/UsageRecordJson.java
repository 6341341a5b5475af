package io.signalbox.gateway.journal.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.signalbox.contracts.Money;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a usage record by hand: the same bytes the contract's mapper would write, a test holds the two together, for a
 * fraction of its time. Texts a caller chose are cut, so that a record has a largest size.
 */
public final class UsageRecordJson {
    /** Longest text of a caller or provider that is recorded. */
    public static final int TEXT_MAX = 512;

    private static final int REPLACEMENT = 0xFFFD;

    private final JsonFactory factory = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** An attempt's record with this end. */
    public void write(OutputStream out, AttemptOpening opening, AttemptClosing closing) {
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.writeStartObject();
            writeCaller(json, opening, closing);
            writeTarget(json, opening, closing);
            writeUse(json, opening, closing);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory does not fail", e);
        }
    }

    private static void writeCaller(JsonGenerator json, AttemptOpening opening, AttemptClosing closing)
            throws IOException {
        json.writeStringField("tenant", opening.tenant().value());
        json.writeStringField("requestId", opening.requestId().toString());
        json.writeNumberField("attempt", opening.attempt());
        json.writeBooleanField("last", closing.last());
        writeId(json, "projectId", opening.projectId());
        writeText(json, "user", opening.user());
        json.writeStringField("accessKeyId", opening.accessKeyId().toString());
        json.writeObjectFieldStart("tags");
        for (Map.Entry<String, String> tag : opening.tags().entrySet()) {
            json.writeStringField(cut(tag.getKey()), cut(tag.getValue()));
        }
        json.writeEndObject();
        json.writeStringField("operation", opening.operation());
        json.writeStringField("dialect", opening.dialect());
        json.writeBooleanField("streamed", opening.streamed());
        writeText(json, "route", opening.route());
        json.writeStringField("modelAsked", cut(opening.modelAsked()));
    }

    private static void writeTarget(JsonGenerator json, AttemptOpening opening, AttemptClosing closing)
            throws IOException {
        json.writeStringField("configurationId", opening.configurationId().toString());
        json.writeStringField("providerType", opening.providerType());
        writeId(json, "credentialId", opening.credentialId());
        json.writeStringField("modelSent", cut(opening.modelSent()));
        writeText(json, "modelAnswered", closing.modelAnswered());
        json.writeStringField("outcome", closing.outcome().name());
        writeText(
                json,
                "failure",
                closing.failure() == null ? null : closing.failure().name());
        if (closing.upstreamStatus() != null) {
            json.writeNumberField("upstreamStatus", closing.upstreamStatus());
        }
        writeText(json, "upstreamRequestId", closing.upstreamRequestId());
    }

    private static void writeUse(JsonGenerator json, AttemptOpening opening, AttemptClosing closing)
            throws IOException {
        json.writeStringField("tier", cut(closing.tier()));
        json.writeObjectFieldStart("meters");
        for (Map.Entry<String, BigDecimal> meter : closing.meters().entrySet()) {
            json.writeStringField(meter.getKey(), meter.getValue().toPlainString());
        }
        json.writeEndObject();
        json.writeBooleanField("estimated", closing.estimated());
        writeInstant(json, "openedAt", opening.openedAt());
        writeInstant(json, "closedAt", closing.closedAt());
        if (closing.firstTokenMicros() != null) {
            json.writeNumberField("firstTokenMicros", closing.firstTokenMicros());
        }
        json.writeNumberField("durationMicros", closing.durationMicros());
        json.writeArrayFieldStart("priceIds");
        for (UUID priceId : closing.priceIds()) {
            json.writeString(priceId.toString());
        }
        json.writeEndArray();
        Money cost = closing.shownCost();
        if (cost != null) {
            json.writeObjectFieldStart("shownCost");
            json.writeStringField("amount", cost.amount().toPlainString());
            json.writeStringField("currency", cost.currency());
            json.writeEndObject();
        }
    }

    private static void writeInstant(JsonGenerator json, String field, Instant instant) throws IOException {
        json.writeStringField(field, instant.toString());
    }

    private static void writeId(JsonGenerator json, String field, @Nullable UUID id) throws IOException {
        if (id != null) {
            json.writeStringField(field, id.toString());
        }
    }

    private static void writeText(JsonGenerator json, String field, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(field, cut(text));
        }
    }

    /** Never through the middle of a character. */
    private static String cut(String text) {
        if (text.length() <= TEXT_MAX) {
            return writable(text);
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
        return writable(text.substring(0, end));
    }

    /**
     * Texts of providers and callers may hold what JSON or Postgres cannot: half a character, or the character zero. A
     * record must not stay out of the ledger for that, so such places become U+FFFD.
     */
    private static String writable(String text) {
        if (text.indexOf(0) < 0 && text.codePoints().noneMatch(UsageRecordJson::isHalf)) {
            return text;
        }
        StringBuilder writable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || isHalf(point) ? REPLACEMENT : point)
                .forEach(writable::appendCodePoint);
        return writable.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
