package io.signalbox.gateway.attempt;

import io.signalbox.gateway.intake.StreamIntake;
import java.time.Duration;

/**
 * What bounds an attempt beside its deadlines.
 *
 * @param answerMax bytes of a whole answer
 * @param eventMax bytes of one event of a stream
 * @param preambleMax bytes of a stream held back before its first content
 * @param errorMax bytes of an error body that are read
 * @param headersHeld how long a streaming caller waits for its headers while targets are tried
 * @param keepAlive the longest silence on a stream before a comment is sent
 * @param callerIdle how long a caller may leave its stream unread
 */
public record AttemptLimits(
        int answerMax,
        int eventMax,
        int preambleMax,
        int errorMax,
        Duration headersHeld,
        Duration keepAlive,
        Duration callerIdle) {
    private static final int MEGABYTE = 1024 * 1024;

    /** What holds unless it is set otherwise. */
    public static final AttemptLimits DEFAULT = new AttemptLimits(
            32 * MEGABYTE,
            4 * MEGABYTE,
            MEGABYTE / 4,
            MEGABYTE / 16,
            Duration.ofSeconds(25),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60));

    /** Of a stream; one event may be as large as a whole answer where its last one is. */
    StreamIntake.Limits streams(boolean hasLargeEvents) {
        return new StreamIntake.Limits(hasLargeEvents ? answerMax : eventMax, preambleMax);
    }
}
