package io.signalbox.vfs.upload;

import io.signalbox.kit.identity.IdSource;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.content.ContentWriter;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import io.signalbox.vfs.file.ReadingFiles;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** {@code /v1/files} behind the gateway, in OpenAI's form. */
@RestController
final class UploadController {
    private static final String FILES = "/internal/v1/files";
    private static final String FILE = FILES + "/{id}";

    private final UploadedFiles files;
    private final Contents contents;
    private final ReadingFiles reading;
    private final IdSource ids;
    private final Clock clock;
    private final VfsProperties limits;

    UploadController(
            UploadedFiles files,
            Contents contents,
            ReadingFiles reading,
            IdSource ids,
            Clock clock,
            VfsProperties limits) {
        this.files = files;
        this.contents = contents;
        this.reading = reading;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
    }

    @PostMapping(FILES)
    ShownFile upload(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            ServerHttpRequest request) {
        KeyCaller caller = KeyCaller.of(service, key);
        try (ContentWriter writer = contents.writer(caller.tenant())) {
            ReceivedForm form = ReceivedForm.of(request, writer, limits);
            if (!form.purpose().equals(UploadedFile.INPUT)) {
                throw UploadRefusal.PURPOSE_UNKNOWN.refusedAt("purpose", form.purpose());
            }
            String name = form.name();
            StoredContent content = writer.finish();
            UploadedFile file = UploadedFile.holding(content, ids.next(), caller.accessKeyId(), name, clock.instant());
            files.take(caller.tenant(), file);
            return ShownFile.of(file);
        }
    }

    @GetMapping(FILES)
    ShownFile.Listed list(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String purpose) {
        KeyCaller caller = KeyCaller.of(service, key);
        int wanted = ShownPage.limit(limit);
        UUID before = ShownPage.before(after, ShownId.FILE);
        List<UploadedFile> found = files.list(caller, before, purpose, wanted + 1);
        return ShownFile.Listed.of(
                found.stream().limit(wanted).map(ShownFile::of).toList(), found.size() > wanted);
    }

    @GetMapping(FILE)
    ShownFile one(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @PathVariable String id) {
        return ShownFile.of(known(KeyCaller.of(service, key), id));
    }

    @GetMapping(FILE + "/content")
    ResponseEntity<Flux<DataBuffer>> content(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @PathVariable String id) {
        KeyCaller caller = KeyCaller.of(service, key);
        UploadedFile file = known(caller, id);
        StoredContent content = contents.find(caller.tenant(), file.hash())
                .orElseThrow(() -> UploadRefusal.UPLOAD_NOT_FOUND.refused(id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header("content-disposition", "attachment")
                .contentLength(file.bytes())
                .body(reading.whole(caller.tenant(), content));
    }

    @DeleteMapping(FILE)
    Map<String, Object> delete(
            Caller service,
            @RequestHeader(name = KeyCaller.ACCESS_KEY_HEADER, required = false) @Nullable String key,
            @PathVariable String id) {
        KeyCaller caller = KeyCaller.of(service, key);
        UploadedFile file = known(caller, id);
        if (!files.delete(caller, file.id())) {
            throw StandardRefusal.CONCURRENT_CHANGE.refused();
        }
        return Map.of("id", id, "object", "file", "deleted", true);
    }

    private UploadedFile known(KeyCaller caller, String id) {
        return ShownId.FILE
                .read(id)
                .flatMap(read -> files.find(caller, read))
                .orElseThrow(() -> UploadRefusal.UPLOAD_NOT_FOUND.refused(id));
    }
}
