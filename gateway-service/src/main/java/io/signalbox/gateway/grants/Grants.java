package io.signalbox.gateway.grants;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Provider keys at hand. Never blocks and never fetches: what is not there now makes the target unavailable. */
public interface Grants {
    /** The key to send now; null when none has arrived, or what there was may no longer be used. */
    @Nullable
    GrantedSecret current(UUID credentialId);

    /** The provider refused this version of the key: a newer one is asked for soon. */
    void refused(UUID credentialId, int version);
}
