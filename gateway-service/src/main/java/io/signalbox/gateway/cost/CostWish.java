package io.signalbox.gateway.cost;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.gateway.admission.GatewayRefusal;
import java.util.Locale;

/** Whether a caller wants to be told what its answer costs. */
public final class CostWish {
    /** A header and no field of the body, so that what a provider is sent stays what the caller wrote. */
    public static final String HEADER = "x-signalbox-cost";

    private CostWish() {}

    /** Of a call; refuses what is neither yes nor no. */
    public static boolean of(HttpHeaders headers) {
        String said = headers.get(HEADER);
        return switch (said == null ? "false" : said.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw GatewayRefusal.FIELD_INVALID.refusedAt(HEADER, HEADER, "true or false");
        };
    }
}
