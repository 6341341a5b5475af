package io.signalbox.gateway.pipeline;

import io.signalbox.gateway.attempt.AttemptLimits;
import io.signalbox.gateway.connection.CallerConnections;
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
 * @param headTime how long a caller may take over the headers of a request
 * @param bodyTime how long it may take over the body
 * @param connectionIdle how long a caller's connection is kept without a request
 * @param callersMax connections of callers at once; further ones are closed
 * @param inFlightMax calls at once; the less one matters, the earlier it is refused
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
        @DefaultValue("20s") Duration headTime,
        @DefaultValue("5m") Duration bodyTime,
        @DefaultValue("120s") Duration connectionIdle,
        @DefaultValue("10000") int callersMax,
        @DefaultValue("4000") int inFlightMax) {
    public DataPlaneProperties {
        if (bodyMax.toBytes() > Integer.MAX_VALUE / 2 || answerMax.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("signalbox.gateway.body-max and answer-max must be below one gigabyte");
        }
    }

    /** In bytes. */
    long bodiesBytesMax() {
        return bodiesMax == null ? Runtime.getRuntime().maxMemory() / 4 : bodiesMax.toBytes();
    }

    CallerConnections.Limits connections() {
        return new CallerConnections.Limits(callersMax, headTime, bodyTime, bodySilence, connectionIdle);
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
