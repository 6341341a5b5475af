package io.signalbox.vfs.upload;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application that calls with an access key, as the gateway found it to. Only the gateway may say so: it alone has
 * seen the key. Every other token, another service's too, is refused.
 */
public record KeyCaller(TenantId tenant, UUID accessKeyId) {
    /** Header by which the gateway names the access key. */
    public static final String ACCESS_KEY_HEADER = "signalbox-access-key";

    private static final String GATEWAY = "service:gateway";

    /** Who calls, or a refusal. */
    public static KeyCaller of(Caller caller, @Nullable String accessKey) {
        if (!caller.isService() || !caller.subject().equals(GATEWAY) || caller.isPlatform()) {
            throw StandardRefusal.SERVICE_ONLY.refused();
        }
        try {
            return new KeyCaller(caller.tenant(), UUID.fromString(accessKey == null ? "" : accessKey));
        } catch (IllegalArgumentException e) {
            throw StandardRefusal.SERVICE_ONLY.refusedAt(ACCESS_KEY_HEADER);
        }
    }
}
