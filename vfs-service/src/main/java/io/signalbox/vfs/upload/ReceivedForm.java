package io.signalbox.vfs.upload;

import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.content.ContentWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;

/** A form with a file, taken in part by part on a thread that may wait: the file is never whole in memory, nor on disk. */
final class ReceivedForm {
    private static final int NAME_LENGTH_MAX = 200;
    private static final ResolvableType EVENTS = ResolvableType.forClass(PartEvent.class);

    private @Nullable String purpose;
    private @Nullable String name;
    private final ContentWriter writer;
    private final long max;

    private ReceivedForm(ContentWriter writer, long max) {
        this.writer = writer;
        this.max = max;
    }

    /** The form, whose file went into {@code writer}. */
    static ReceivedForm of(ServerHttpRequest request, ContentWriter writer, VfsProperties limits) {
        MediaType type = request.getHeaders().getContentType();
        if (type == null || !type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            throw UploadRefusal.UPLOAD_NOT_A_FORM.refused("file");
        }
        ReceivedForm form = new ReceivedForm(writer, limits.batch().fileMax().toBytes());
        try (Stream<PartEvent> events = events(request, limits.bodyIdle())) {
            for (PartEvent event : (Iterable<PartEvent>) events::iterator) {
                form.take(event);
            }
        } catch (RuntimeException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw UploadRefusal.UPLOAD_NOT_A_FORM.refused("file");
            }
            throw e;
        }
        return form;
    }

    /** What the file is for, as the form says. */
    String purpose() {
        return Optional.ofNullable(purpose)
                .orElseThrow(() -> UploadRefusal.UPLOAD_NOT_A_FORM.refusedAt("purpose", "purpose"));
    }

    /** What the file is called, as the form says. */
    String name() {
        return Optional.ofNullable(name).orElseThrow(() -> UploadRefusal.UPLOAD_NOT_A_FORM.refusedAt("file", "file"));
    }

    private static Stream<PartEvent> events(ServerHttpRequest request, Duration idleMax) {
        return Flux.from(new PartEventHttpMessageReader().read(EVENTS, request, Map.of()))
                .timeout(idleMax)
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .toStream(1);
    }

    private void take(PartEvent event) {
        DataBuffer content = event.content();
        try {
            if (event instanceof FormPartEvent field && field.name().equals("purpose")) {
                purpose = field.value();
            } else if (event.name().equals("file")) {
                name = shortened(event.headers().getContentDisposition().getFilename());
                byte[] bytes = new byte[content.readableByteCount()];
                content.read(bytes);
                if (writer.bytes() + bytes.length > max) {
                    throw UploadRefusal.UPLOAD_TOO_LARGE.refusedAt("file", max);
                }
                writer.write(bytes);
            }
        } finally {
            DataBufferUtils.release(content);
        }
    }

    private static String shortened(@Nullable String name) {
        String known = name == null || name.isBlank() ? "file" : name;
        return known.length() <= NAME_LENGTH_MAX ? known : known.substring(0, NAME_LENGTH_MAX);
    }
}
