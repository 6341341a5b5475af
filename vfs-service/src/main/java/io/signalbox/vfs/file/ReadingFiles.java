package io.signalbox.vfs.file;

import io.signalbox.contracts.TenantId;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads files piece by piece, no faster than the caller takes them; no transaction stays open between two pieces. */
@Component
public final class ReadingFiles {
    private static final int PIECES_AHEAD = 1;

    private final Contents contents;

    ReadingFiles(Contents contents) {
        this.contents = contents;
    }

    /** All of it. */
    public Flux<DataBuffer> whole(TenantId tenant, StoredContent content) {
        return content.bytes() == 0 ? Flux.empty() : read(tenant, content, new ByteRange(0, content.bytes() - 1, true));
    }

    Flux<DataBuffer> read(TenantId tenant, StoredContent content, ByteRange range) {
        if (content.bytes() == 0) {
            return Flux.empty();
        }
        int first = (int) (range.first() / Contents.PIECE_BYTES_MAX);
        int last = (int) (range.last() / Contents.PIECE_BYTES_MAX);
        return Flux.range(first, last - first + 1)
                .concatMap(number -> piece(tenant, content, range, number), PIECES_AHEAD);
    }

    private Mono<DataBuffer> piece(TenantId tenant, StoredContent content, ByteRange range, int number) {
        return Mono.fromCallable(() -> {
                    byte[] bytes = contents.piece(tenant, content, number)
                            .orElseThrow(() -> new IllegalStateException(
                                    "content was freed while it was read: " + content.contentId()));
                    long begin = (long) number * Contents.PIECE_BYTES_MAX;
                    int from = (int) Math.max(0, range.first() - begin);
                    int to = (int) Math.min(bytes.length, range.last() - begin + 1);
                    DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.wrap(bytes);
                    return buffer.writePosition(to).readPosition(from);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
