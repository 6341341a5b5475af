package io.signalbox.gateway.pipeline;

import io.signalbox.gateway.attempt.AttemptLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What bounds the data plane, {@code signalbox.gateway.*}.
 *
 * @param bodyMax of a request
 * @param bodiesMax of all requests at once that are being served; a quarter of the heap when not said
 * @param answerMax of a whole answer of a provider
 * @param eventMax of one event of a stream
 * @param headersHeld how long a streaming caller waits for its headers while targets are tried
 * @param keepAlive the longest silence on a stream before a comment is sent
 * @param callerIdle how long a caller may leave its stream unread
 * @param bodySilence how long a caller may pause while it sends its request
 * @param connectionIdle how long a caller's connection is kept without a request
 */
@ConfigurationProperties("signalbox.gateway")
public record DataPlaneProperties(
        @DefaultValue("32MB") DataSize bodyMax,
        @Nullable DataSize bodiesMax,
        @DefaultValue("32MB") DataSize answerMax,
        @DefaultValue("4MB") DataSize eventMax,
        @DefaultValue("25s") Duration headersHeld,
        @DefaultValue("15s") Duration keepAlive,
        @DefaultValue("60s") Duration callerIdle,
        @DefaultValue("30s") Duration bodySilence,
        @DefaultValue("120s") Duration connectionIdle) {
    public DataPlaneProperties {
        if (bodyMax.toBytes() > Integer.MAX_VALUE / 2 || answerMax.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("signalbox.gateway.body-max and answer-max must be below one gigabyte");
        }
    }

    /** In bytes. */
    long bodiesBytesMax() {
        return bodiesMax == null ? Runtime.getRuntime().maxMemory() / 4 : bodiesMax.toBytes();
    }

    AttemptLimits limits() {
        AttemptLimits usual = AttemptLimits.DEFAULT;
        return new AttemptLimits(
                (int) answerMax.toBytes(),
                (int) eventMax.toBytes(),
                usual.preambleMax(),
                usual.errorMax(),
                headersHeld,
                keepAlive,
                callerIdle);
    }
}
