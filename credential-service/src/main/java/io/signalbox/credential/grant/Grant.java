package io.signalbox.credential.grant;

import java.util.UUID;

/**
 * An opened key on its way to the service that asked.
 *
 * @param origin the only place it may be sent to
 * @param refreshAfterSeconds when to ask again
 * @param usableForSeconds the longest it may be used while this service cannot be asked
 */
record Grant(
        UUID credentialId, int version, String origin, String secret, long refreshAfterSeconds, long usableForSeconds) {
    @Override
    public String toString() {
        return "***";
    }
}
