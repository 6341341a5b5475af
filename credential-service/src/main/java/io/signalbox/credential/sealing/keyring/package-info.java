/** Sealing without a vault: a random key per tenant, wrapped by the installation's master key. */
@NullMarked
package io.signalbox.credential.sealing.keyring;

import org.jspecify.annotations.NullMarked;
