package io.signalbox.gateway.journal.frame;

import io.signalbox.contracts.Money;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    private final RecordText text = new RecordText();

    /** An attempt's record with this end. */
    public void write(FrameBuffer out, AttemptOpening opening, AttemptClosing closing) {
        writeCaller(out, opening, closing);
        writeTarget(out, opening, closing);
        writeUse(out, opening, closing);
        out.write('}');
    }

    private void writeCaller(FrameBuffer out, AttemptOpening opening, AttemptClosing closing) {
        out.write('{');
        named(out, Names.TENANT, opening.tenant().value());
        named(out, Names.REQUEST_ID, opening.requestId());
        named(out, Names.ATTEMPT, opening.attempt());
        named(out, Names.LAST, closing.last());
        named(out, Names.PROJECT_ID, opening.projectId());
        named(out, Names.USER, opening.user());
        named(out, Names.ACCESS_KEY_ID, opening.accessKeyId());
        raw(out, Names.TAGS);
        out.write('{');
        boolean first = true;
        for (Map.Entry<String, String> tag : opening.tags().entrySet()) {
            member(out, first, tag.getKey());
            text.text(out, tag.getValue(), TEXT_MAX);
            first = false;
        }
        out.write('}');
        named(out, Names.OPERATION, opening.operation());
        named(out, Names.DIALECT, opening.dialect());
        named(out, Names.STREAMED, opening.streamed());
        named(out, Names.ROUTE, opening.route());
        named(out, Names.MODEL_ASKED, opening.modelAsked());
    }

    private void writeTarget(FrameBuffer out, AttemptOpening opening, AttemptClosing closing) {
        named(out, Names.CONFIGURATION_ID, opening.configurationId());
        named(out, Names.PROVIDER_TYPE, opening.providerType());
        named(out, Names.CREDENTIAL_ID, opening.credentialId());
        named(out, Names.MODEL_SENT, opening.modelSent());
        named(out, Names.MODEL_ANSWERED, closing.modelAnswered());
        named(out, Names.OUTCOME, closing.outcome().name());
        named(
                out,
                Names.FAILURE,
                closing.failure() == null ? null : closing.failure().name());
        if (closing.upstreamStatus() != null) {
            named(out, Names.UPSTREAM_STATUS, closing.upstreamStatus());
        }
        named(out, Names.UPSTREAM_REQUEST_ID, closing.upstreamRequestId());
    }

    private void writeUse(FrameBuffer out, AttemptOpening opening, AttemptClosing closing) {
        named(out, Names.TIER, closing.tier());
        raw(out, Names.METERS);
        out.write('{');
        boolean first = true;
        for (Map.Entry<String, BigDecimal> meter : closing.meters().entrySet()) {
            member(out, first, meter.getKey());
            text.text(out, meter.getValue().toPlainString(), Integer.MAX_VALUE);
            first = false;
        }
        out.write('}');
        named(out, Names.ESTIMATED, closing.estimated());
        named(out, Names.OPENED_AT, opening.openedAt());
        named(out, Names.CLOSED_AT, closing.closedAt());
        if (closing.firstTokenMicros() != null) {
            named(out, Names.FIRST_TOKEN_MICROS, closing.firstTokenMicros());
        }
        named(out, Names.DURATION_MICROS, closing.durationMicros());
        priceIds(out, closing.priceIds());
        Money cost = closing.shownCost();
        if (cost != null) {
            raw(out, Names.SHOWN_COST);
            out.write('{');
            named(out, Names.AMOUNT, cost.amount().toPlainString());
            named(out, Names.CURRENCY, cost.currency());
            out.write('}');
        }
        named(out, Names.ROUTING, opening.routing());
    }

    private void priceIds(FrameBuffer out, List<UUID> ids) {
        raw(out, Names.PRICE_IDS);
        out.write('[');
        for (int at = 0; at < ids.size(); at++) {
            if (at > 0) {
                out.write(',');
            }
            text.id(out, ids.get(at));
        }
        out.write(']');
    }

    private void member(FrameBuffer out, boolean first, String name) {
        if (!first) {
            out.write(',');
        }
        text.text(out, name, TEXT_MAX);
        out.write(':');
    }

    private void named(FrameBuffer out, byte[] name, @Nullable String value) {
        if (value != null) {
            raw(out, name);
            text.text(out, value, TEXT_MAX);
        }
    }

    private void named(FrameBuffer out, byte[] name, @Nullable UUID id) {
        if (id != null) {
            raw(out, name);
            text.id(out, id);
        }
    }

    private void named(FrameBuffer out, byte[] name, Instant instant) {
        raw(out, name);
        text.instant(out, instant);
    }

    private void named(FrameBuffer out, byte[] name, long number) {
        raw(out, name);
        text.number(out, number);
    }

    private static void named(FrameBuffer out, byte[] name, boolean truth) {
        raw(out, name);
        raw(out, truth ? TRUE : FALSE);
    }

    private static void raw(FrameBuffer out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The fields' names, as they stand between their values. */
    private static final class Names {
        private static final byte[] TENANT = ascii("\"tenant\":");
        private static final byte[] REQUEST_ID = next("requestId");
        private static final byte[] ATTEMPT = next("attempt");
        private static final byte[] LAST = next("last");
        private static final byte[] PROJECT_ID = next("projectId");
        private static final byte[] USER = next("user");
        private static final byte[] ACCESS_KEY_ID = next("accessKeyId");
        private static final byte[] TAGS = next("tags");
        private static final byte[] OPERATION = next("operation");
        private static final byte[] DIALECT = next("dialect");
        private static final byte[] STREAMED = next("streamed");
        private static final byte[] ROUTE = next("route");
        private static final byte[] MODEL_ASKED = next("modelAsked");
        private static final byte[] CONFIGURATION_ID = next("configurationId");
        private static final byte[] PROVIDER_TYPE = next("providerType");
        private static final byte[] CREDENTIAL_ID = next("credentialId");
        private static final byte[] MODEL_SENT = next("modelSent");
        private static final byte[] MODEL_ANSWERED = next("modelAnswered");
        private static final byte[] OUTCOME = next("outcome");
        private static final byte[] FAILURE = next("failure");
        private static final byte[] UPSTREAM_STATUS = next("upstreamStatus");
        private static final byte[] UPSTREAM_REQUEST_ID = next("upstreamRequestId");
        private static final byte[] TIER = next("tier");
        private static final byte[] METERS = next("meters");
        private static final byte[] ESTIMATED = next("estimated");
        private static final byte[] OPENED_AT = next("openedAt");
        private static final byte[] CLOSED_AT = next("closedAt");
        private static final byte[] FIRST_TOKEN_MICROS = next("firstTokenMicros");
        private static final byte[] DURATION_MICROS = next("durationMicros");
        private static final byte[] PRICE_IDS = next("priceIds");
        private static final byte[] SHOWN_COST = next("shownCost");
        private static final byte[] ROUTING = next("routing");
        private static final byte[] AMOUNT = ascii("\"amount\":");
        private static final byte[] CURRENCY = next("currency");

        private static byte[] next(String name) {
            return ascii(",\"" + name + "\":");
        }
    }
}
