package io.signalbox.gateway.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contracts.ContractEvent;
import io.signalbox.contracts.Topic;
import io.signalbox.gateway.snapshot.Records.Held;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state on disk, so that a cold start needs nobody. Written whole and exchanged by rename: a crash leaves the old
 * copy or the new one. Readable by this user only; it holds hashes of access keys and no secret.
 *
 * <pre>
 * {"vocabulary":…,"heardAt":…,"positions":{topic:{"topicId":…,"offsets":{…}}}}
 * topic TAB type TAB sequence TAB event as JSON      for every record
 * end TAB number of records
 * </pre>
 */
final class DiskCopy {
    /** Older than compaction may keep what it drops: such a copy may miss an end for ever. */
    static final Duration AGE_MAX = Duration.ofDays(Topic.DELETE_RETENTION_DAYS);

    private static final Logger LOG = LoggerFactory.getLogger(DiskCopy.class);
    private static final String SEPARATOR = "\t";

    private record Header(String vocabulary, Instant heardAt, Map<String, TopicPosition> positions) {}

    private final ObjectMapper mapper = ContractJson.mapper();
    private final Path file;

    DiskCopy(Path file) {
        this.file = file;
    }

    void write(StateCopy copy) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            writeAll(out, copy);
            out.flush();
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
            directory.force(true);
        }
    }

    private void writeAll(OutputStream out, StateCopy copy) throws IOException {
        Map<String, TopicPosition> positions = new TreeMap<>();
        copy.positions().forEach((topic, position) -> positions.put(topic.topicName(), position));
        line(out, mapper.writeValueAsBytes(new Header(copy.vocabulary(), copy.heardAt(), positions)));
        for (Held held : copy.records()) {
            ContractEvent event = held.event();
            String start = event.topic().topicName() + SEPARATOR + event.eventType() + SEPARATOR + held.sequence();
            out.write((start + SEPARATOR).getBytes(StandardCharsets.UTF_8));
            line(out, mapper.writeValueAsBytes(event));
        }
        line(out, ("end" + SEPARATOR + copy.records().size()).getBytes(StandardCharsets.UTF_8));
    }

    private static void line(OutputStream out, byte[] content) throws IOException {
        out.write(content);
        out.write('\n');
    }

    /** The copy; empty when there is none, it is too old, or it cannot be read, which is said once in the log. */
    Optional<StateCopy> read(Instant now) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader in = Files.newBufferedReader(file)) {
            StateCopy copy = readAll(in);
            if (copy.heardAt().plus(AGE_MAX).isBefore(now)) {
                LOG.warn("the state copy {} is of {} and too old to be used", file, copy.heardAt());
                return Optional.empty();
            }
            return Optional.of(copy);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the state copy {} cannot be read and is not used: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private StateCopy readAll(BufferedReader in) throws IOException {
        Header header = mapper.readValue(required(in.readLine()), Header.class);
        List<Held> records = new ArrayList<>();
        String line = required(in.readLine());
        while (!line.startsWith("end" + SEPARATOR)) {
            record(line).ifPresent(records::add);
            line = required(in.readLine());
        }
        Map<Topic, TopicPosition> positions = new EnumMap<>(Topic.class);
        for (Topic topic : EnumSet.allOf(Topic.class)) {
            TopicPosition position = header.positions().get(topic.topicName());
            if (position != null) {
                positions.put(topic, position);
            }
        }
        return new StateCopy(header.vocabulary(), header.heardAt(), positions, records);
    }

    private Optional<Held> record(String line) throws JsonProcessingException {
        String[] parts = line.split(SEPARATOR, 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException("a record without its four parts");
        }
        Optional<Class<? extends ContractEvent>> type = Topic.named(parts[0]).flatMap(topic -> topic.event(parts[1]));
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Held(mapper.readValue(parts[3], type.get()), Long.parseLong(parts[2])));
    }

    private static String required(@Nullable String line) {
        if (line == null) {
            throw new IllegalArgumentException("it ends before its end");
        }
        return line;
    }
}
