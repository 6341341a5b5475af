package io.signalbox.gateway.dialect.responses;

import io.netty.util.concurrent.FastThreadLocal;
import io.signalbox.contracts.TenantId;
import io.signalbox.gateway.grants.ReplicasKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of responses as callers know them: each says which target made it and what that target calls it, signed for one
 * tenant. So every replica finds the target again, at any time and without asking anybody, and nobody can make up an id
 * that leads to another's response (docs/decisions/0025).
 *
 * <pre>
 * resp_ base64url( version 1 | configuration 16 | length of model 2 | model | what its target calls it | signature 12 )
 * </pre>
 */
public final class ResponseIds {
    private static final String PREFIX = "resp_";
    private static final byte VERSION = 1;
    private static final int UUID_BYTES = 16;
    private static final int SIGNATURE_BYTES = 12;
    private static final int HEAD_BYTES = 1 + UUID_BYTES + Short.BYTES;
    /** Longer ones are nobody's; ours have about 150 characters. */
    private static final int LENGTH_MAX = 1024;

    private final FastThreadLocal<Mac> macs;

    public ResponseIds(ReplicasKey key) {
        byte[] bytes = key.bytes();
        this.macs = new FastThreadLocal<>() {
            @Override
            protected Mac initialValue() throws GeneralSecurityException {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
                return mac;
            }
        };
    }

    /**
     * Who made a response.
     *
     * @param ownId what its target calls it; ids of responses that no target keeps begin otherwise
     */
    public record Origin(UUID configurationId, String model, String ownId) {
        /** Begins the own id of a response that was made of a chat: no provider knows it. */
        static final String UNKEPT = "unkept:";

        /** Whether a provider may know it still. */
        public boolean kept() {
            return !ownId.startsWith(UNKEPT);
        }
    }

    /** The id for a caller of this tenant. */
    String of(TenantId tenant, Origin origin) {
        byte[] model = origin.model().getBytes(StandardCharsets.UTF_8);
        byte[] own = origin.ownId().getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(HEAD_BYTES + model.length + own.length)
                .put(VERSION)
                .putLong(origin.configurationId().getMostSignificantBits())
                .putLong(origin.configurationId().getLeastSignificantBits())
                .putShort((short) model.length)
                .put(model)
                .put(own)
                .array();
        byte[] signed = Arrays.copyOf(content, content.length + SIGNATURE_BYTES);
        System.arraycopy(signature(tenant, content), 0, signed, content.length, SIGNATURE_BYTES);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** Who made the response with this id; empty when nobody here gave it to this tenant. */
    public Optional<Origin> origin(TenantId tenant, String id) {
        if (!id.startsWith(PREFIX) || id.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        try {
            byte[] signed = Base64.getUrlDecoder().decode(id.substring(PREFIX.length()));
            if (signed.length < HEAD_BYTES + SIGNATURE_BYTES || signed[0] != VERSION) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOf(signed, signed.length - SIGNATURE_BYTES);
            byte[] signature = Arrays.copyOfRange(signed, content.length, signed.length);
            return MessageDigest.isEqual(signature, signature(tenant, content))
                    ? Optional.of(read(content))
                    : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException none) {
            return Optional.empty();
        }
    }

    private static Origin read(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content, 1, content.length - 1);
        UUID configuration = new UUID(bytes.getLong(), bytes.getLong());
        byte[] model = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(model);
        byte[] own = new byte[bytes.remaining()];
        bytes.get(own);
        return new Origin(
                configuration, new String(model, StandardCharsets.UTF_8), new String(own, StandardCharsets.UTF_8));
    }

    /** The tenant's length stands first, so that no tenant and content can be cut otherwise. */
    private byte[] signature(TenantId tenant, byte[] content) {
        byte[] name = tenant.value().getBytes(StandardCharsets.UTF_8);
        Mac mac = macs.get();
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
        mac.update(name);
        return Arrays.copyOf(mac.doFinal(content), SIGNATURE_BYTES);
    }
}
