package io.signalbox.gateway.journal.file;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the journal is and how large it may become.
 *
 * @param directory one process per directory
 * @param segmentSize a file is closed at this size; what is acknowledged is deleted file by file
 * @param sizeMax all files together; nearly full is {@link #NEARLY_FULL} of it
 * @param sync whether a write waits for the disk
 * @param syncInterval how much a lost host may lose
 * @param inFlightMax records sent to Kafka and not yet acknowledged, and as many again whose reply is not out: the drain's
 *     whole memory
 */
@ConfigurationProperties("signalbox.gateway.journal")
public record JournalProperties(
        Path directory,
        @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("2GB") DataSize sizeMax,
        @DefaultValue("group") Sync sync,
        @DefaultValue("10ms") Duration syncInterval,
        @DefaultValue("4000") int inFlightMax) {
    /** The share of {@code sizeMax} from which tenants with hard budgets are refused. */
    public static final double NEARLY_FULL = 0.9;

    /** When a record is safe from the loss of the host; it is always safe from the loss of the process. */
    public enum Sync {
        /** Within {@code syncInterval}, not waited for. */
        GROUP,
        /** Before the write returns. */
        AWAIT
    }

    public JournalProperties {
        if (segmentSize.toBytes() * 2 > sizeMax.toBytes()) {
            throw new IllegalArgumentException("signalbox.gateway.journal.size-max holds at least two segments");
        }
    }

    /** The usual settings, in that directory. */
    public static JournalProperties in(Path directory) {
        return new JournalProperties(
                directory, DataSize.ofMegabytes(64), DataSize.ofGigabytes(2), Sync.GROUP, Duration.ofMillis(10), 4000);
    }
}
