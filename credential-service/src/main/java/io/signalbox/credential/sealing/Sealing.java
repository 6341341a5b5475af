package io.signalbox.credential.sealing;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.identity.Secret;

/**
 * The one place where provider keys are sealed and opened. Every tenant has a key of its own; once that is destroyed,
 * nothing sealed under it can be opened by anybody. Called inside the tenant's transaction.
 */
public interface Sealing {
    /** Refuses with {@link SealingRefusal#TENANT_KEY_DESTROYED} for a tenant that is gone. */
    Sealed seal(SealContext context, Secret secret);

    /** Fails with {@link UnopenableException} unless key, context and content are exactly those of the sealing. */
    Secret open(SealContext context, Sealed sealed);

    /** Destroys the tenant's key for good. Repeating it changes nothing. */
    void destroyTenant(TenantId tenant);
}
