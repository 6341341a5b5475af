package io.signalbox.gateway.grants;

import io.signalbox.kit.identity.Secret;

/**
 * A provider key, and where alone it may be sent.
 *
 * @param origin scheme, host and port: equal to the target's origin or the key is not sent
 */
public record GrantedSecret(Secret secret, int version, String origin) {}
