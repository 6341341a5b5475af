package io.signalbox.vfs.file;

import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.content.ContentWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

/**
 * A request's body, taken in buffer by buffer on a thread that may wait: the sender is read no faster than the database
 * takes it. Bounded in length, in pauses and in time.
 */
record ReceivedBody(ServerHttpRequest request, DataSize max, LongFunction<RuntimeException> tooLong) {
    /** Everything into {@code writer}. */
    void copy(ContentWriter writer, VfsProperties limits) {
        if (request.getHeaders().getContentLength() > max.toBytes()) {
            throw tooLong.apply(max.toBytes());
        }
        long length = 0;
        long until = System.nanoTime() + limits.bodyTime().toNanos();
        try (Stream<DataBuffer> buffers = buffers(limits.bodyIdle())) {
            for (DataBuffer buffer : (Iterable<DataBuffer>) buffers::iterator) {
                length += buffer.readableByteCount();
                write(buffer, length <= max.toBytes() ? writer : null);
                if (length > max.toBytes()) {
                    throw tooLong.apply(max.toBytes());
                }
                if (System.nanoTime() > until) {
                    throw FileRefusal.BODY_STALLED.refused(limits.bodyTime());
                }
            }
        } catch (RuntimeException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw FileRefusal.BODY_STALLED.refused(limits.bodyTime());
            }
            throw e;
        }
    }

    private Stream<DataBuffer> buffers(Duration idleMax) {
        return Flux.from(request.getBody())
                .timeout(idleMax)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .toStream(1);
    }

    private static void write(DataBuffer buffer, @Nullable ContentWriter writer) {
        try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
            while (writer != null && parts.hasNext()) {
                ByteBuffer part = parts.next();
                writer.write(part);
            }
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
