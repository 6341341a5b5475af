package io.signalbox.vfs;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a session may be given and how much one call may bring.
 *
 * @param bytes what all files of a session may have together
 * @param files how many files a session may have
 * @param lifetime how long a session lives
 * @param sessionsMax open sessions of one tenant
 * @param fileMax largest file
 * @param appendMax largest piece appended at once
 * @param bodyIdle longest pause of a body that is being sent
 * @param bodyTime longest time a whole body may take
 * @param sweepEvery how often ended sessions are closed and unused content is freed
 * @param contentGrace how long content stays after its last file is gone: somebody may still be reading it
 * @param batch files and batches of {@code /v1}
 */
@ConfigurationProperties("signalbox.vfs")
public record VfsProperties(
        @DefaultValue Bytes bytes,
        @DefaultValue Files files,
        @DefaultValue Lifetime lifetime,
        @DefaultValue("1000") int sessionsMax,
        @DefaultValue("32MB") DataSize fileMax,
        @DefaultValue("1MB") DataSize appendMax,
        @DefaultValue("30s") Duration bodyIdle,
        @DefaultValue("10m") Duration bodyTime,
        @DefaultValue("1m") Duration sweepEvery,
        @DefaultValue("1h") Duration contentGrace,
        @DefaultValue Batch batch) {
    /** The gateway lets this much through; a larger file would only work beside it. */
    public static final DataSize FILE_MAX_MAX = DataSize.ofMegabytes(256);

    public VfsProperties {
        if (fileMax.compareTo(FILE_MAX_MAX) > 0) {
            throw new IllegalArgumentException(
                    "signalbox.vfs.file-max is at most " + FILE_MAX_MAX.toMegabytes() + "MB");
        }
        if (contentGrace.compareTo(bodyTime.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("signalbox.vfs.content-grace is at least twice signalbox.vfs.body-time:"
                    + " content is stored before a file holds it");
        }
    }

    /** {@code byDefault} when the caller names none, {@code max} at most. */
    public record Bytes(
            @DefaultValue("100MB") DataSize byDefault,
            @DefaultValue("1GB") DataSize max) {}

    /** {@code byDefault} when the caller names none, {@code max} at most. */
    public record Files(
            @DefaultValue("1000") int byDefault,
            @DefaultValue("10000") int max) {}

    /** {@code byDefault} when the caller names none, {@code max} at most. */
    public record Lifetime(
            @DefaultValue("24h") Duration byDefault,
            @DefaultValue("30d") Duration max) {}

    /**
     * What batches may be, and how they are worked through.
     *
     * @param gateway where lines are sent
     * @param fileMax largest file of {@code /v1/files} that is sent; those that batches leave may be larger
     * @param filesMax files of a tenant
     * @param bytesMax all files of a tenant together
     * @param linesMax lines of one batch
     * @param lineMax longest line, in characters
     * @param answerMax longest answer of a line, in bytes; a longer one is an error of its line
     * @param openMax batches of one tenant that are not over
     * @param atOnce batches this process works through at the same time
     * @param linesAtOnce lines of one batch that are sent at the same time
     * @param lineTime longest time of one line, its answer included
     * @param turn how long one batch is worked on before others get their turn
     */
    public record Batch(
            @DefaultValue("http://127.0.0.1:8080") URI gateway,
            @DefaultValue("100MB") DataSize fileMax,
            @DefaultValue("1000") int filesMax,
            @DefaultValue("10GB") DataSize bytesMax,
            @DefaultValue("50000") int linesMax,
            @DefaultValue("1000000") int lineMax,
            @DefaultValue("4000000") int answerMax,
            @DefaultValue("100") int openMax,
            @DefaultValue("4") int atOnce,
            @DefaultValue("8") int linesAtOnce,
            @DefaultValue("5m") Duration lineTime,
            @DefaultValue("20s") Duration turn) {}
}
