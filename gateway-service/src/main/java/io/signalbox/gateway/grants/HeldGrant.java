package io.signalbox.gateway.grants;

import java.time.Instant;
import java.util.UUID;

/**
 * A grant and its times.
 *
 * @param refreshAt from then on it is used only because no newer one could be had
 * @param usableUntil from then on it is not used at all
 */
record HeldGrant(UUID credentialId, GrantedSecret granted, Instant refreshAt, Instant usableUntil) {}
