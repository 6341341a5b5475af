package io.signalbox.gateway.shedding;

import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.gateway.admission.GatewayRefusal;
import io.signalbox.gateway.snapshot.AccessKey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much a request matters when not all can be served, the least first. */
public enum Priority {
    LOW,
    NORMAL,
    HIGH;

    /** Where a call says that it matters less than its key would have it. */
    public static final String HEADER = "x-signalbox-priority";
    /** Of an access key: what its calls matter unless they say less. */
    public static final String TAG = "priority";

    /** Of a call. A caller may only lower it: what a key matters is decided by whoever issues it. */
    public static Priority of(AccessKey key, HttpHeaders headers) {
        Priority ofKey = named(key.tags().get(TAG));
        String said = headers.get(HEADER);
        if (said == null) {
            return ofKey == null ? NORMAL : ofKey;
        }
        Priority ofCall = named(said);
        if (ofCall == null) {
            throw GatewayRefusal.FIELD_INVALID.refusedAt(HEADER, HEADER, "low, normal or high");
        }
        Priority most = ofKey == null ? NORMAL : ofKey;
        return ofCall.compareTo(most) < 0 ? ofCall : most;
    }

    private static @Nullable Priority named(@Nullable String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "low" -> LOW;
            case "normal" -> NORMAL;
            case "high" -> HIGH;
            default -> null;
        };
    }
}
