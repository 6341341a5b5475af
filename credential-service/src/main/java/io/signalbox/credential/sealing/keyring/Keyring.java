package io.signalbox.credential.sealing.keyring;

import io.signalbox.contracts.TenantId;
import io.signalbox.credential.sealing.SealContext;
import io.signalbox.credential.sealing.Sealed;
import io.signalbox.credential.sealing.Sealing;
import io.signalbox.credential.sealing.SealingRefusal;
import io.signalbox.credential.sealing.UnopenableException;
import io.signalbox.kit.identity.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * Seals under {@code HKDF(tenant's key, owner)} with the whole context as associated data. The tenant's key is random,
 * made at its first use, kept wrapped by the master key, and gone for good once destroyed.
 */
final class Keyring implements Sealing {
    private final MasterKey master;
    private final TenantKeys tenantKeys;
    private final AuthenticatedCipher cipher;
    private final SecureRandom random;

    Keyring(MasterKey master, TenantKeys tenantKeys, SecureRandom random) {
        this.master = master;
        this.tenantKeys = tenantKeys;
        this.cipher = new AuthenticatedCipher(random);
        this.random = random;
    }

    @Override
    public Sealed seal(SealContext context, Secret secret) {
        TenantKeys.Row row = tenantKeys.find(context.tenant()).orElseGet(() -> create(context.tenant()));
        byte[] plain = secret.bytes();
        try {
            return cipher.encrypt(ownerKey(row, context), context.bytes(), plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public Secret open(SealContext context, Sealed sealed) {
        TenantKeys.Row row = tenantKeys
                .find(context.tenant())
                .orElseThrow(() -> new UnopenableException("the tenant never had a key"));
        byte[] plain = cipher.decrypt(ownerKey(row, context), context.bytes(), sealed);
        try {
            return Secret.of(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    @Override
    public void destroyTenant(TenantId tenant) {
        tenantKeys.destroy(tenant);
    }

    private TenantKeys.Row create(TenantId tenant) {
        byte[] key = new byte[KeyDerivation.KEY_BYTES];
        random.nextBytes(key);
        try {
            Sealed wrapped = cipher.encrypt(master.wrapping(), wrappingContext(tenant), key);
            // Two first uses at once: one row wins, and both go on with that one.
            return tenantKeys.insertUnlessThere(tenant, wrapped, master.id());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private SecretKey ownerKey(TenantKeys.Row row, SealContext context) {
        Sealed wrapped = row.wrapped();
        if (wrapped == null) {
            throw SealingRefusal.TENANT_KEY_DESTROYED.refused();
        }
        if (!master.id().equals(row.masterId())) {
            throw new UnopenableException("the tenant's key is wrapped by master key " + row.masterId()
                    + ", this service was given " + master.id());
        }
        byte[] key = cipher.decrypt(master.wrapping(), wrappingContext(context.tenant()), wrapped);
        try {
            return KeyDerivation.derive(KeyDerivation.key(key), "seal", context.owner());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] wrappingContext(TenantId tenant) {
        return SealContext.lengthPrefixed("tenant-key", tenant.value());
    }
}
