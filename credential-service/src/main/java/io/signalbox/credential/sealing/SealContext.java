package io.signalbox.credential.sealing;

import io.signalbox.contracts.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * What a sealed key is bound to: opened under any other context it does not open at all, so a row copied to another
 * tenant, owner, provider, credential or version is worthless.
 *
 * @param epoch the credential's version: an old sealed key cannot be put in a newer one's place
 */
public record SealContext(TenantId tenant, String owner, String provider, UUID credentialId, int epoch) {
    /** All fields, each preceded by its length, so that no two contexts share one encoding. */
    public byte[] bytes() {
        return lengthPrefixed(tenant.value(), owner, provider, credentialId.toString(), Integer.toString(epoch));
    }

    /** An unambiguous encoding of several texts. */
    public static byte[] lengthPrefixed(String... fields) {
        List<byte[]> encoded = java.util.Arrays.stream(fields)
                .map(field -> field.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size =
                encoded.stream().mapToInt(bytes -> Integer.BYTES + bytes.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size);
        encoded.forEach(bytes -> buffer.putInt(bytes.length).put(bytes));
        return buffer.array();
    }
}
