package io.signalbox.credential.apikey;

import io.signalbox.kit.identity.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key on its way into safe keeping.
 *
 * @param claimedName what is unique per owner and provider; differs from {@code keyName} where the two kinds of keys
 *     (a user's own, a configuration's) must not meet
 * @param valid what the provider said; null when nobody asked it
 */
record NewKey(
        String owner,
        @Nullable UUID projectId,
        String providerType,
        String keyName,
        String claimedName,
        String origin,
        Secret key,
        @Nullable Boolean valid) {}
