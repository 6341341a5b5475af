package io.signalbox.vfs.content;

import io.signalbox.contracts.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** Takes content in as it comes and stores it piece by piece; holds one piece in memory. For one thread. */
public final class ContentWriter implements AutoCloseable {
    private static final int BUFFER_BYTES_MIN = 8 * 1024;

    private final Contents contents;
    private final TenantId tenant;
    private final UUID contentId;
    private final MessageDigest digest = sha256();
    private byte[] buffer = new byte[BUFFER_BYTES_MIN];
    private int filled;
    private int pieces;
    private long bytes;
    private boolean finished;

    ContentWriter(Contents contents, TenantId tenant, UUID contentId) {
        this.contents = contents;
        this.tenant = tenant;
        this.contentId = contentId;
    }

    /** How much came so far. */
    public long bytes() {
        return bytes;
    }

    public void write(byte[] more) {
        write(ByteBuffer.wrap(more));
    }

    public void write(ByteBuffer more) {
        bytes += more.remaining();
        digest.update(more.duplicate());
        while (more.hasRemaining()) {
            if (filled == Contents.PIECE_BYTES_MAX) {
                contents.storePiece(tenant, contentId, pieces++, buffer.clone());
                filled = 0;
            }
            int room = Math.min(more.remaining(), Contents.PIECE_BYTES_MAX - filled);
            grow(filled + room);
            more.get(buffer, filled, room);
            filled += room;
        }
    }

    /** Stored from now on; equal content that was there before is what is answered. */
    public StoredContent finish() {
        String hash = HexFormat.of().formatHex(digest.digest());
        StoredContent stored = contents.store(
                tenant, new StoredContent(hash, contentId, bytes), pieces, Arrays.copyOf(buffer, filled));
        finished = true;
        return stored;
    }

    /** What was not finished is thrown away. */
    @Override
    public void close() {
        if (!finished && pieces > 0) {
            contents.forget(tenant, contentId);
        }
    }

    private void grow(int wanted) {
        if (wanted > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(Contents.PIECE_BYTES_MAX, Math.max(wanted, buffer.length * 2)));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
