package io.signalbox.gateway.journal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Up to where Kafka has everything, on disk. It may lag behind the truth: what is sent again after a crash is known to
 * the ledger by request and attempt.
 */
final class AcknowledgedPosition implements Closeable {
    private static final int BYTES = 24;

    private final FileChannel channel;

    private AcknowledgedPosition(FileChannel channel) {
        this.channel = channel;
    }

    static AcknowledgedPosition in(Path directory) throws IOException {
        return new AcknowledgedPosition(FileChannel.open(
                directory.resolve("acknowledged"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    /** The last position written; the start when there is none, or it is damaged. */
    Position read() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(BYTES);
        if (channel.read(content, 0) < BYTES) {
            return Position.START;
        }
        content.flip();
        Position position = new Position(content.getLong(), content.getLong());
        return content.getLong() == checksum(position) ? position : Position.START;
    }

    void write(Position position) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(BYTES)
                .putLong(position.segment())
                .putLong(position.offset())
                .putLong(checksum(position))
                .flip();
        channel.write(content, 0);
    }

    private static long checksum(Position position) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(16)
                .putLong(position.segment())
                .putLong(position.offset())
                .flip());
        return crc.getValue() + 1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
