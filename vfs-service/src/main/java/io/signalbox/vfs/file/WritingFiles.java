package io.signalbox.vfs.file;

import io.signalbox.kit.eventstore.Commands;
import io.signalbox.kit.eventstore.ReadYourWrites;
import io.signalbox.kit.problem.RefusedException;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.vfs.VfsProperties;
import io.signalbox.vfs.content.ContentWriter;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import io.signalbox.vfs.overview.SessionOverviewProjection;
import io.signalbox.vfs.session.SessionCommand.DeleteFile;
import io.signalbox.vfs.session.SessionCommand.WriteFile;
import io.signalbox.vfs.session.WriteCondition;
import io.signalbox.vfs.token.Visitor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Changes files: stores the content first, then asks the session, which decides. */
@Component
final class WritingFiles {
    /** How often an append is tried over what another writer left meanwhile. */
    private static final int APPEND_ATTEMPTS_MAX = 10;

    private static final int LOCKS = 64;

    private final Contents contents;
    private final FileEntries entries;
    private final Commands commands;
    private final ReadYourWrites written;
    private final VfsProperties limits;
    private final Clock clock;
    private final List<ReentrantLock> appending =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    WritingFiles(
            Contents contents,
            FileEntries entries,
            Commands commands,
            ReadYourWrites written,
            VfsProperties limits,
            Clock clock) {
        this.contents = contents;
        this.entries = entries;
        this.commands = commands;
        this.written = written;
        this.limits = limits;
        this.clock = clock;
    }

    /** A file of a session, and who asks for it. */
    record Place(Visitor visitor, UUID sessionId, FilePath path) {}

    /** What a change left; {@code created} says that there was no such file before. */
    record Change(FileEntry entry, boolean created) {}

    Change put(Place place, WriteCondition condition, ServerHttpRequest request) {
        boolean created = find(place).isEmpty();
        StoredContent content;
        try (ContentWriter writer = contents.writer(place.visitor().tenant())) {
            new ReceivedBody(request, limits.fileMax(), FileRefusal.FILE_TOO_LARGE::refused).copy(writer, limits);
            content = writer.finish();
        }
        write(place, content, condition);
        return new Change(after(place, content), created);
    }

    /** The content there is and the body behind it. Nobody's append is lost: over another's it is tried again. */
    Change append(Place place, WriteCondition condition, ServerHttpRequest request) {
        StoredContent piece;
        try (ContentWriter writer = contents.writer(place.visitor().tenant())) {
            new ReceivedBody(request, limits.appendMax(), FileRefusal.APPENDED_TOO_LARGE::refused).copy(writer, limits);
            piece = writer.finish();
        }
        // Appends of one process wait for each other instead of disturbing each other.
        ReentrantLock lock = appending.get(Math.floorMod(Objects.hash(place.sessionId(), place.path()), LOCKS));
        lock.lock();
        try {
            for (int attempt = 1; attempt <= APPEND_ATTEMPTS_MAX; attempt++) {
                Optional<Change> change = tryAppend(place, condition, piece);
                if (change.isPresent()) {
                    return change.get();
                }
            }
        } finally {
            lock.unlock();
        }
        throw StandardRefusal.CONCURRENT_CHANGE.refused();
    }

    private Optional<Change> tryAppend(Place place, WriteCondition condition, StoredContent piece) {
        written.await(FileEntryProjection.PROCESSOR, place.sessionId());
        Optional<FileEntry> before = find(place);
        String hash = before.map(FileEntry::hash).orElse(null);
        if (!condition.isMetBy(hash)) {
            throw StandardRefusal.STATE_CHANGED.refused();
        }
        Optional<StoredContent> joined = join(place, before, piece);
        if (joined.isEmpty()) {
            return Optional.empty();
        }
        try {
            write(
                    place,
                    joined.get(),
                    hash == null ? new WriteCondition.Absent() : new WriteCondition.Holding(Set.of(hash)));
        } catch (RefusedException e) {
            if (e.refusal() == StandardRefusal.STATE_CHANGED || e.refusal() == StandardRefusal.CONCURRENT_CHANGE) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(new Change(after(place, joined.get()), before.isEmpty()));
    }

    /** Empty when what was read is no longer there: somebody changed the file. */
    private Optional<StoredContent> join(Place place, Optional<FileEntry> before, StoredContent piece) {
        long bytes = before.map(FileEntry::bytes).orElse(0L) + piece.bytes();
        if (bytes > limits.fileMax().toBytes()) {
            throw FileRefusal.FILE_TOO_LARGE.refused(limits.fileMax().toBytes());
        }
        try (ContentWriter writer = contents.writer(place.visitor().tenant())) {
            if (before.isPresent()) {
                Optional<StoredContent> held =
                        contents.find(place.visitor().tenant(), before.get().hash());
                if (held.isEmpty() || !copy(place, held.get(), writer)) {
                    return Optional.empty();
                }
            }
            return copy(place, piece, writer) ? Optional.of(writer.finish()) : Optional.empty();
        }
    }

    private boolean copy(Place place, StoredContent content, ContentWriter writer) {
        for (int number = 0; (long) number * Contents.PIECE_BYTES_MAX < content.bytes(); number++) {
            Optional<byte[]> bytes = contents.piece(place.visitor().tenant(), content, number);
            if (bytes.isEmpty()) {
                return false;
            }
            writer.write(bytes.get());
        }
        return true;
    }

    void delete(Place place, WriteCondition condition) {
        commands.send(new DeleteFile(
                place.visitor().tenant(),
                place.sessionId(),
                place.path().value(),
                condition,
                place.visitor().name(),
                clock.instant()));
        awaitVisible(place);
    }

    /** In the list of files and in the session's own figures. */
    private void awaitVisible(Place place) {
        written.await(FileEntryProjection.PROCESSOR, place.sessionId());
        written.await(SessionOverviewProjection.PROCESSOR, place.sessionId());
    }

    private void write(Place place, StoredContent content, WriteCondition condition) {
        commands.send(new WriteFile(
                place.visitor().tenant(),
                place.sessionId(),
                place.path().value(),
                content.hash(),
                content.bytes(),
                condition,
                place.visitor().name(),
                clock.instant()));
    }

    private Optional<FileEntry> find(Place place) {
        return entries.find(place.visitor().tenant(), place.sessionId(), place.path());
    }

    /** What the reader will see; when it is not there yet, or another change already is, what was written. */
    private FileEntry after(Place place, StoredContent content) {
        awaitVisible(place);
        return find(place)
                .filter(entry -> entry.hash().equals(content.hash()))
                .orElseGet(() -> new FileEntry(
                        place.path().value(),
                        content.hash(),
                        content.bytes(),
                        0,
                        place.visitor().name(),
                        clock.instant()));
    }
}
