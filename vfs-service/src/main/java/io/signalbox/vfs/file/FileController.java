package io.signalbox.vfs.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.QueryParameters;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.Problem;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import io.signalbox.vfs.file.WritingFiles.Change;
import io.signalbox.vfs.file.WritingFiles.Place;
import io.signalbox.vfs.overview.Entrance;
import io.signalbox.vfs.token.Visitor;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Files over HTTP: a path ending in '/' is a folder, every other is a file. Content goes as it is, never as a page. */
@RestController
final class FileController {
    private static final String FILES = "/api/vfs/sessions/{id}/files/**";
    private static final String VERSION = "signalbox-file-version";
    private static final String APPEND = "append";
    private static final String LIST = "list";

    private final Entrance entrance;
    private final FileEntries entries;
    private final WritingFiles writing;
    private final ReadingFiles reading;
    private final Contents contents;

    FileController(
            Entrance entrance, FileEntries entries, WritingFiles writing, ReadingFiles reading, Contents contents) {
        this.entrance = entrance;
        this.entries = entries;
        this.writing = writing;
        this.reading = reading;
        this.contents = contents;
    }

    /** Also {@code HEAD}: how large it is, and which version. */
    @QueryParameters(LIST)
    @GetMapping(FILES)
    ResponseEntity<Flux<DataBuffer>> get(
            @PathVariable UUID id, PageRequest page, Visitor visitor, ServerHttpRequest request) {
        entrance.open(visitor, id);
        String encoded = encodedPath(request);
        if (encoded.isEmpty()
                || encoded.endsWith("/")
                || request.getQueryParams().containsKey(LIST)) {
            return list(visitor, id, encoded, page);
        }
        return content(new Place(visitor, id, FilePath.ofUrl(encoded)), request);
    }

    @PutMapping(FILES)
    ResponseEntity<FileEntry> put(@PathVariable UUID id, Visitor visitor, ServerHttpRequest request) {
        entrance.open(visitor, id);
        Place place = new Place(visitor, id, file(request));
        return answer(writing.put(place, Condition.of(request.getHeaders()), request));
    }

    /** Appending is not the same when repeated, so it is a POST: an Idempotency-Key makes a repeated one safe. */
    @QueryParameters(APPEND)
    @PostMapping(FILES)
    ResponseEntity<FileEntry> append(@PathVariable UUID id, Visitor visitor, ServerHttpRequest request) {
        entrance.open(visitor, id);
        if (!request.getQueryParams().containsKey(APPEND)) {
            throw StandardRefusal.PARAMETER_MISSING.refusedAt(APPEND, APPEND);
        }
        Place place = new Place(visitor, id, file(request));
        return answer(writing.append(place, Condition.of(request.getHeaders()), request));
    }

    @DeleteMapping(FILES)
    ResponseEntity<Void> delete(@PathVariable UUID id, Visitor visitor, ServerHttpRequest request) {
        entrance.open(visitor, id);
        writing.delete(new Place(visitor, id, file(request)), Condition.of(request.getHeaders()));
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<FileEntry> answer(Change change) {
        return ResponseEntity.status(change.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(change.entry().tag())
                .body(change.entry());
    }

    private ResponseEntity<Flux<DataBuffer>> list(Visitor visitor, UUID id, String encoded, PageRequest page) {
        String path = encoded.endsWith("/") ? encoded.substring(0, encoded.length() - 1) : encoded;
        FilePath folder = encoded.isEmpty() ? null : FilePath.ofUrl(path);
        Page<FolderItem> items = entries.list(visitor.tenant(), id, folder, page);
        if (items.items().isEmpty() && folder != null && page.cursor() == null) {
            throw FileRefusal.FOLDER_NOT_FOUND.refused(folder);
        }
        byte[] json = json(items);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .contentLength(json.length)
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(json)));
    }

    private ResponseEntity<Flux<DataBuffer>> content(Place place, ServerHttpRequest request) {
        FileEntry entry = known(place);
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            // Its content is not read to be thrown away.
            return ResponseEntity.ok()
                    .headers(headers -> describe(headers, entry))
                    .contentLength(entry.bytes())
                    .build();
        }
        HttpHeaders asked = request.getHeaders();
        if (Condition.isKnown(asked, entry.hash())) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(headers -> describe(headers, entry))
                    .build();
        }
        Optional<ByteRange> part = ByteRange.of(rangeAsked(asked, entry), entry.bytes());
        if (part.isEmpty()) {
            return noSuchPart(entry);
        }
        ByteRange range = part.get();
        StoredContent stored = contents.find(place.visitor().tenant(), entry.hash())
                .orElseThrow(() -> FileRefusal.FILE_NOT_FOUND.refused(place.path()));
        return ResponseEntity.status(range.whole() ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
                .headers(headers -> {
                    describe(headers, entry);
                    if (!range.whole()) {
                        headers.set(HttpHeaders.CONTENT_RANGE, range.contentRange(entry.bytes()));
                    }
                })
                .contentLength(range.length())
                .body(reading.read(place.visitor().tenant(), stored, range));
    }

    /** Built here, because a failure's answer loses the one header that says how long the file is. */
    private static ResponseEntity<Flux<DataBuffer>> noSuchPart(FileEntry entry) {
        byte[] problem = Problem.of(FileRefusal.RANGE_NOT_SATISFIABLE.refusedAt(HttpHeaders.RANGE, entry.bytes()))
                .toJson();
        return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                .header(HttpHeaders.CONTENT_RANGE, "bytes */" + entry.bytes())
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .contentLength(problem.length)
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(problem)));
    }

    /** A part of another content than the caller holds would not fit: then the whole. */
    private static @Nullable String rangeAsked(HttpHeaders asked, FileEntry entry) {
        String ifRange = asked.getFirst(HttpHeaders.IF_RANGE);
        return ifRange == null || ifRange.strip().equals(entry.tag()) ? asked.getFirst(HttpHeaders.RANGE) : null;
    }

    private static void describe(HttpHeaders headers, FileEntry entry) {
        headers.setETag(entry.tag());
        headers.setLastModified(entry.changedAt());
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.set(VERSION, String.valueOf(entry.version()));
        // What agents write is never shown as a page of ours.
        headers.setContentType(MediaType.APPLICATION_OCTET_STREAM);
        headers.set(HttpHeaders.CONTENT_DISPOSITION, "attachment");
    }

    private FileEntry known(Place place) {
        Optional<FileEntry> entry = entries.find(place.visitor().tenant(), place.sessionId(), place.path());
        return entry.orElseThrow(() -> FileRefusal.FILE_NOT_FOUND.refused(place.path()));
    }

    private static FilePath file(ServerHttpRequest request) {
        String encoded = encodedPath(request);
        if (encoded.isEmpty() || (encoded.endsWith("/") && !encoded.endsWith("//"))) {
            throw FileRefusal.PATH_IS_A_FOLDER.refusedAt("path", "/" + encoded);
        }
        return FilePath.ofUrl(encoded);
    }

    /** Behind {@code /api/vfs/sessions/<id>/files/}, as it was sent. */
    private static String encodedPath(ServerHttpRequest request) {
        String[] parts = request.getURI().getRawPath().split("/", 7);
        return parts.length < 7 ? "" : parts[6];
    }

    private static byte[] json(Page<FolderItem> items) {
        try {
            return ContractJson.mapper().writeValueAsBytes(items);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a page of names is JSON", e);
        }
    }
}
